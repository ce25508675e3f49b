"""Text equivalents of LaTeX commands found in bibliographies (from the LaTeX and biblatex manuals)."""

from __future__ import annotations

from collections.abc import Callable

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361", "h": "\u0309", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
"""Accent commands and their combining characters."""

SYMBOLS = {
    "i": "ı", "j": "ȷ", "l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "ss": "ß", "SS": "SS", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "dag": "†",
    "ddag": "‡", "ldots": "…", "dots": "…", "textellipsis": "…", "textbar": "|", "textless": "<",
    "textgreater": ">", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": "_", "textdollar": "$", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°",
    "textmu": "µ", "texteuro": "€", "euro": "€", "textpm": "±", "texttimes": "×", "textdiv": "÷",
    "textbullet": "•", "textperiodcentered": "·", "textonehalf": "½", "textcopyright": "©",
    "textbraceleft": "{",
    "textbraceright": "}", "textasteriskcentered": "*", "textexclamdown": "¡", "textquestiondown": "¿",
    "guillemotleft": "«", "guillemotright": "»", "quotesinglbase": "‚", "quotedblbase": "„", "lbrace": "{",
    "rbrace": "}", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "aleph": "ℵ",
    "quad": " ", "qquad": " ", "space": " ", "newline": " ", "par": " ", "hyphen": "-", "textsection": "§",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "·", "pm": "±", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼", "infty": "∞", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "circ": "°", "ast": "∗", "prime": "′",
    "ell": "ℓ", "partial": "∂", "sum": "∑", "int": "∫", "sqrt": "√", "in": "∈", "cup": "∪", "cap": "∩",
    "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textsuperscript": "", "textsubscript": "",
}  # fmt: skip
"""Commands without an argument, and their text."""

OPERATORS = frozenset("×·±≤≥≠≈∼→←↔∈∪∩")
"""Symbols in formulas that keep the blank after their command."""

FORMATS = {
    "textit": "i", "emph": "i", "textsl": "i", "mkbibemph": "i", "mkbibitalic": "i", "mathit": "i",
    "textbf": "b", "mkbibbold": "b", "mathbf": "b", "textsuperscript": "sup", "mkbibsuperscript": "sup",
    "textsubscript": "sub",
    "mkbibsubscript": "sub", "textsc": "sc",
}  # fmt: skip
"""Commands that format their argument."""

SWITCHES = {
    "it": "i",
    "em": "i",
    "itshape": "i",
    "sl": "i",
    "bf": "b",
    "bfseries": "b",
    "sc": "sc",
    "scshape": "sc",
}
"""Commands that format the rest of their group."""

TRANSPARENT = frozenset((
    "bibinfo", "fbox", "hbox", "mathbb", "mathcal", "mathrm", "mathsf", "mbox", "mkbibparens",
    "natexlab", "nocase", "protect", "text", "textmd", "textnormal", "textrm", "textsf", "texttt",
    "textup", "uline", "underline",
))  # fmt: skip
"""Commands that are dropped, while their argument is used."""

CASES: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "MakeLowercase": str.lower,
    "MakeUppercase": str.upper,
    "uppercase": str.upper,
}
"""Commands that change the letter case of their argument."""

BIBSTRINGS = frozenset(("bibcpstring", "biblcstring", "biblstring", "bibsstring", "bibstring", "bibxstring"))
"""Commands of biblatex that write the words of a localisation key."""

QUOTES = {"enquote": "“”", "mkbibquote": "“”"}
"""Commands that put their argument in quotation marks."""

IGNORED = frozenset((
    "allowbreak", "bibrangedash", "break", "displaystyle", "hskip", "hspace", "Large", "large", "left",
    "limits", "linebreak", "mdseries", "nobreak", "noindent", "normalfont", "protect",
    "relax", "right", "rm", "rmfamily", "sf", "sffamily", "small", "tiny", "tt", "ttfamily", "unskip",
    "up", "upshape", "vskip", "vspace",
))  # fmt: skip
"""Commands that have no effect on the text."""

MARKUP = {
    "i": ("<i>", "</i>"),
    "b": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "sc": ('<span style="font-variant: small-caps;">', "</span>"),
}
"""CSL-JSON's inline markup: the opening and the closing tag."""

LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "'": "’", "`": "‘"}
"""Characters of TeX that stand for others."""
