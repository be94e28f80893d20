"""A comparison as one page that asks nothing of any network. All that was asked or answered is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from benchmarks.compare import plots
from benchmarks.compare.questions import TITLES
from benchmarks.shown import KINDS, decimal, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATES: Final = Path(__file__).parents[1] / "templates"
_WORDS: Final = {"right": "✓ juste", "wrong": "✗ faux", "declined": "– décliné", "fault": "✗ panne"}
_OTHER_KINDS: Final = {"raw": "moteur", "again": "moteur, second essai", "peer": "rédigée", "fault": "panne"}


def page(told: Mapping[str, Any]) -> str:
    """told: the whole report of `bench compare`."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    environment.filters |= {"seconds": seconds, "kind": _kind, "number": _number}
    style = (_TEMPLATES / "answers.css").read_text(encoding="utf-8")
    return environment.get_template("compare.html").render(
        told=told,
        origins=TITLES,
        words=_WORDS,
        drawings={name: Markup(_drawn(name, part)) for name, part in told["parts"].items()},  # noqa: S704 - matplotlib's
        style=Markup(style),  # noqa: S704 - a file of this package
    )


def _drawn(name: str, part: Mapping[str, Any]) -> str:
    answered = {
        title: [turn["answers"][arm]["seconds"] for turn in part["turns"] if arm in turn["answers"]]
        for arm, title in part["arms"].items()
    }
    return plots.spread(name, {title: told for title, told in answered.items() if told})


def _kind(name: str) -> str:
    return KINDS.get(name) or _OTHER_KINDS.get(name, name)


def _number(value: float) -> str:
    return f"{value:.4g}".replace(".", ",") if abs(value) < 1000 else decimal(value, 0)
