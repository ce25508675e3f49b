"""What stands in the text itself: tools, callouts, pictures, icons."""

from __future__ import annotations

from mkdocs_fieldguide.markup.directives.base import Directive, Output, Parameter

TEXT = (
    Directive(
        "tool",
        Output.INLINE,
        "Names a tool of the registry; its card opens on demand.",
        positional="id of the tool",
        minimum=1,
        maximum=1,
    ),
    Directive(
        "callout",
        Output.CONTAINER,
        "A box with a note, tip, warning or something important.",
        parameters=(
            Parameter(
                "type",
                "`note`, `tip`, `warning` or `important`.",
                choices=("note", "tip", "warning", "important"),
            ),
            Parameter("content", "The text, in Markdown.", markdown=True),
            Parameter("title", "The title; without one, the type."),
        ),
        includes=("callout",),
    ),
    Directive(
        "image",
        Output.CONTAINER,
        "A picture from the folder `images`, with a caption.",
        parameters=(
            Parameter("file", "Path of the picture below `images/`."),
            Parameter("alt", "What the picture shows, for those who cannot see it."),
            Parameter("caption", "The caption, in Markdown.", markdown=True),
            Parameter("url", "Where a click on the picture leads."),
            Parameter("click", "Lets a click open the picture itself.", "flag"),
            Parameter("inline", "Keeps the picture in the line, without a caption.", "flag"),
            Parameter("max_width", "Widest it may be, with unit: `20em`, `300px`."),
            Parameter("class", "Classes for the site's own CSS."),
        ),
        includes=("image",),
    ),
    Directive(
        "octicon",
        Output.INLINE,
        "An icon: an Octicon by its name, or any other of the theme's by its path.",
        positional="name of the icon",
        minimum=1,
        maximum=None,
        parameters=(
            Parameter("label", "What it says to those who cannot see it; without, nothing."),
            Parameter("height", "Accepted; icons are as high as the text.", "ignored"),
            Parameter("width", "Accepted, without effect.", "ignored"),
            Parameter("class", "Accepted, without effect.", "ignored"),
        ),
    ),
)
