"""A comparison as one page that asks nothing of any network. All that was asked or answered is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from benchmarks.compare import plots
from benchmarks.compare.questions import TITLES
from benchmarks.pages import rendered
from benchmarks.shown import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = {"right": "✓ juste", "wrong": "✗ faux", "declined": "– décliné", "fault": "✗ panne"}
_OTHER_KINDS: Final = {"raw": "moteur", "again": "moteur, second essai", "peer": "rédigée", "fault": "panne"}


def page(told: Mapping[str, Any]) -> str:
    """told: the whole report of `bench compare`."""
    return rendered(
        "compare.html",
        {"kind": _kind},
        told=told,
        title="Comparaison",
        origins=TITLES,
        words=_WORDS,
        drawings={name: Markup(_drawn(name, part)) for name, part in told["parts"].items()},  # noqa: S704 - matplotlib's
    )


def _drawn(name: str, part: Mapping[str, Any]) -> str:
    answered = {
        title: [turn["answers"][arm]["seconds"] for turn in part["turns"] if arm in turn["answers"]]
        for arm, title in part["arms"].items()
    }
    return plots.spread(name, {title: told for title, told in answered.items() if told})


def _kind(name: str) -> str:
    return KINDS.get(name) or _OTHER_KINDS.get(name, name)
