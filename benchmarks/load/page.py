"""A run as one page that asks nothing of any network. All that was asked or answered is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from benchmarks.load import plots
from benchmarks.load.tally import LONGEST_SECONDS
from benchmarks.pages import rendered
from benchmarks.shown import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLES: Final = {"load": "Sous charge", "capacity": "Capacité", "generator": "Le générateur de charge"}


def page(told: Mapping[str, Any]) -> str:
    """told: the whole report of `bench load`, `bench capacity` or `bench generator`."""
    return rendered(
        "load.html",
        {"kind": _kind},
        told={**told, "commit": told.get("commit") or "inconnu"},  # no appliance tells its own
        title=_TITLES.get(told["measure"], told["measure"]),
        drawings=[(heading, Markup(drawing)) for heading, drawing in _drawings(told)],  # noqa: S704 - matplotlib's
        patience=LONGEST_SECONDS,
    )


def _kind(name: str) -> str:
    return KINDS.get(name, name)


def _drawings(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Heading and SVG of all that the report has figures for."""
    found = []
    if told.get("points"):
        found.append(("Débit et attente", plots.rates(told["points"])))
    if told.get("whole"):
        found.append(("Réponses entières, par genre", plots.spread(told["whole"])))
        found.append(("Le cours de la mesure", plots.course(told)))
    if told.get("stages"):
        control = told.get("control", {}).get("stages", {})
        found.append(("Étapes d'une réponse", plots.waterfall(told["stages"], control)))
    if told.get("cache"):
        found.append(("Réponses retrouvées, justes ou fausses", plots.reuse(told["cache"], told["kinds"])))
    if told.get("step_tokens"):
        found.append(("Brouillons acceptés", plots.accepted(told["step_tokens"])))
    return found
