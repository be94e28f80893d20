"""Colours as a reader of French names them. Knows no format."""

from __future__ import annotations

import colorsys
import re

_HEX = re.compile(r"#?([0-9a-fA-F]{6})\b")
_SHORT = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])\b")
# The names that drawings use (VML); others are given as numbers.
_NAMED = {
    "red": "ff0000",
    "green": "008000",
    "lime": "00ff00",
    "blue": "0000ff",
    "yellow": "ffff00",
    "fuchsia": "ff00ff",
    "aqua": "00ffff",
    "silver": "c0c0c0",
    "gray": "808080",
    "maroon": "800000",
    "olive": "808000",
    "navy": "000080",
    "purple": "800080",
    "teal": "008080",
    "black": "000000",
    "cyan": "00ffff",
    "magenta": "ff00ff",
    "darkred": "800000",
    "darkgreen": "008000",
    "white": "ffffff",
    "lightgray": "c0c0c0",
    "darkgray": "808080",
    "darkyellow": "808000",
    "darkblue": "000080",
}
_HUES = (
    *((15, "rouge"), (45, "orange"), (70, "jaune"), (165, "verte"), (200, "turquoise")),
    *((255, "bleue"), (285, "violette"), (345, "rose"), (361, "rouge")),
)


def colour_of(written: str) -> str:
    """Six hexadecimal digits in lower case; empty when it is none, or not one that is seen on paper."""
    if short := _SHORT.fullmatch(written.strip()):
        found = "".join(digit * 2 for digit in short.groups())
    else:
        full = _HEX.match(written.strip())
        found = full[1] if full else _NAMED.get(written.split("[")[0].strip().lower(), "")
    return "" if found.lower() == "ffffff" else found.lower()


def name_of(colour: str) -> str:
    """`rouge`, `verte`…: the feminine, for a cell."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if light < 0.12:
        return "noire"
    if strong < 0.15 or max(red, green, blue) - min(red, green, blue) < 0.06:
        return "grise"
    return next(name for end, name in _HUES if hue * 360 < end)
