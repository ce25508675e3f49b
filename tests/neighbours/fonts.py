"""Fonts for Material's social cards, without the request to Google that Material would make."""

from __future__ import annotations

from pathlib import Path

_WEIGHTS = {"Light": 300, "Regular": 400, "Medium": 500, "Bold": 700}


def put_roboto_into_cache(root: Path) -> None:
    """Put static Roboto fonts where Material's plugin `social` caches those that it has downloaded.

    The package `fontpkg-roboto` has the variable font, which Pillow would draw in one weight only.

    Args:
        root: the folder of mkdocs.yml.
    """
    import fontpkg_roboto
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    folder = root / ".cache" / "plugin" / "social" / "fonts" / "Roboto"
    folder.mkdir(parents=True)
    [source] = Path(fontpkg_roboto.__file__).parent.rglob("Roboto[[]wdth,wght].ttf")
    for name, weight in _WEIGHTS.items():
        font = TTFont(source)
        instantiateVariableFont(font, {"wght": weight, "wdth": 100}, inplace=True)
        font.save(folder / f"{name}.ttf")
