"""A simulation, or its calibration, as one page that asks nothing of any network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from benchmarks.pages import number, rendered
from benchmarks.shown import decimal
from benchmarks.simulation import plots
from benchmarks.simulation.shown import EFFICIENCIES, about, euros, reliability, thousands
from inference.pace import PROMISED_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TITLES: Final = {"simulate": "Simulation", "simulate-calibration": "Simulation, calibration"}
_ENDINGS: Final = {
    "answered": "répondues",
    "instead": "non commencées, faute de temps",
    "late": "abandonnées en chemin",
    "refused": "refusées",
}
_PARTS: Final = {
    "overhead": "le pas lui-même",
    "weights": "lire les poids",
    "context": "chaque jeton relu",
    "token": "chaque jeton calculé",
    "pair": "chaque paire de jetons",
    "sequence": "chaque réponse en cours",
    "overlap": "recouvrement (1 : lire et calculer vont ensemble ; 0 : l'un après l'autre)",
    "door": "la porte du moteur, par demande",
}
_SOURCES: Final = ("source", "price_source")


def page(told: Mapping[str, Any]) -> str:
    """told: the whole report of `bench simulate`, or that of `--calibrate`."""
    calibration = told if "points" in told else told.get("calibration")
    rates = plots.rates(told.get("capacities", {}))
    errors = plots.errors(calibration["points"], calibration["goal"]) if calibration else ""
    return rendered(
        "simulate.html",
        _FILTERS,
        told=told,
        title=_TITLES[told["measure"]],
        promised=PROMISED_SECONDS,
        calibration=calibration,
        reliability=reliability(calibration) if calibration else "",
        rates=Markup(rates),  # noqa: S704 - matplotlib's
        errors=Markup(errors),  # noqa: S704 - matplotlib's
        assumed=list(_assumed("", told.get("assumptions", {}))),
    )


def _assumed(name: str, group: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Name, values and sources of each table that holds more than other tables."""
    values = {key: value for key, value in group.items() if not isinstance(value, dict)}
    if values:
        sources = [values.pop(key) for key in _SOURCES if key in values]
        yield name, values, sources
    for key, inner in group.items():
        if isinstance(inner, dict):
            yield from _assumed(f"{name}.{key}" if name else key, inner)


def share(value: float) -> str:
    """Of what was seen."""
    return f"{decimal(100 * value, 1)} %"


def whole(value: float) -> str:
    """A share that somebody chose, as they did."""
    return f"{number(100 * value)} %"


def value(given: object) -> str:
    """A number, a name, or a list of them."""
    if isinstance(given, list):
        return ", ".join(value(one) for one in given)
    if isinstance(given, int | float):
        return number(given)
    return "–" if given is None else str(given)


def _capitalized(title: str) -> str:
    return title[:1].upper() + title[1:]


def _words(known: Mapping[str, str]) -> Callable[[str], str]:
    """A name's words; the name itself where it has none."""
    return lambda name: known.get(name, name)


_FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "about": about,
    "thousands": thousands,
    "euros": euros,
    "share": share,
    "value": value,
    "capitalized": _capitalized,
    "whole": whole,
    "ending": _words(_ENDINGS),
    "efficiency": _words(EFFICIENCIES),
    "part": _words(_PARTS),
}
