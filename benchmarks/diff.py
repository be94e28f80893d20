"""`parvis bench diff A B`: what changed between two reports beyond what chance explains.

Any two reports of the same measure with `figures` (load, capacity, card, ladder, ingest …). A figure changed
when the intervals of both are apart; one without an interval is shown, never judged; one that a single report
has is told as gone or new. Better or worse says its goal, or the direction that the figure gives itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from rich.table import Table

from benchmarks.shown import decimal, out, print_json
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CONDITIONS = (
    "commit",
    "version",
    "hardware",
    "settings",
    "manifest",
    "plan",
    "engine",
    "questions",
    "seed",
    "deadline_seconds",
    "stands_for",
    "appliance",
)
_PASSING = {"run"}  # differs in every run and changes nothing


class Change(StrEnum):
    """What became of a figure. MOVED: beyond noise, of a figure of which neither way is the better one."""

    BETTER = "better"
    WORSE = "worse"
    MOVED = "moved"
    NOISE = "noise"
    UNJUDGED = "unjudged"


_WORDS = {
    Change.BETTER: "[green]mieux[/]",
    Change.WORSE: "[red]moins bien[/]",
    Change.MOVED: "[yellow]a changé[/]",
    Change.NOISE: "[dim]rien au-delà du bruit[/]",
    Change.UNJUDGED: "[dim]sans intervalle : non jugé[/]",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in both reports. ratio: B ÷ A; None where A is 0."""

    name: str
    title: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @classmethod
    def of(cls, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Self:
        return cls(name, str(after.get("title") or name), before, after)

    @property
    def ratio(self) -> float | None:
        return self.after["value"] / self.before["value"] if self.before["value"] else None

    @property
    def change(self) -> Change:
        if any("low" not in one or "high" not in one for one in (self.before, self.after)):
            return Change.UNJUDGED
        up, down = self.after["low"] > self.before["high"], self.after["high"] < self.before["low"]
        if not (up or down):
            return Change.NOISE
        better = _better(self.after) or _better(self.before)
        if not better:
            return Change.MOVED
        return Change.BETTER if up == (better == "higher") else Change.WORSE


def compare(before: Path, after: Path) -> None:
    """Prints what changed, and JSON on the last line. Raises Fault when the two cannot be compared."""
    told = _read(before), _read(after)
    if told[0]["measure"] != told[1]["measure"]:
        raise _refused(f"l'un mesure « {told[0]['measure']} », l'autre « {told[1]['measure']} »")
    voided = [path.name for path, one in zip((before, after), told, strict=True) if one.get("void")]
    if voided:
        raise _refused(f"{voided[0]} est nul : son générateur était en retard")
    found, other = pairs(*told), conditions(*told)
    gone, new = only_in(*told), only_in(*reversed(told))
    _show(found, other, gone, new)
    print_json(
        {
            "measure": told[0]["measure"],
            "changed": {pair.name: pair.change.value for pair in found},
            "gone": list(gone),
            "new": list(new),
            "conditions": other,
        }
    )


def pairs(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Pair]:
    """The figures that both reports have."""
    first, second = before["figures"], after["figures"]
    return [Pair.of(name, first[name], second[name]) for name in first if name in second]


def only_in(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The figures that `other` lacks: when nothing is written any more, what it took is gone, not better."""
    return {name: figure for name, figure in one["figures"].items() if name not in other["figures"]}


def conditions(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Under what they were taken, where it differs: dotted name → [in A, in B]."""
    first, second = (
        {name: value for key in _CONDITIONS for name, value in _flat(key, one.get(key))}
        for one in (before, after)
    )
    names = [name for name in first | second if name.rpartition(".")[2] not in _PASSING]
    return {
        name: [first.get(name), second.get(name)] for name in names if first.get(name) != second.get(name)
    }


def _flat(name: str, value: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - JSON
    if not isinstance(value, dict):
        return [(name, value)]
    return [pair for key, inner in value.items() for pair in _flat(f"{name}.{key}", inner)]


def _better(figure: Mapping[str, Any]) -> str:
    """`higher`, `lower`, or nothing: as its goal says, else as the figure itself does."""
    if goal := str(figure.get("goal", "")):
        return "higher" if goal.startswith(">=") else "lower"
    return str(figure.get("better", ""))


def _show(
    found: Sequence[Pair],
    other: Mapping[str, list[Any]],
    gone: Mapping[str, Mapping[str, Any]],
    new: Mapping[str, Mapping[str, Any]],
) -> None:
    for name, (first, second) in other.items():
        out.print(f"[dim]{name} : {first} → {second}[/]", markup=True)
    table = Table("mesure", "avant", "après", "÷", "", box=None)
    for pair in found:
        ratio = "" if pair.ratio is None else decimal(pair.ratio)
        table.add_row(pair.title, _told(pair.before), _told(pair.after), ratio, _WORDS[pair.change])
    for name, figure in gone.items():
        table.add_row(str(figure.get("title") or name), _told(figure), "–", "", "[yellow]n'y est plus[/]")
    for name, figure in new.items():
        table.add_row(str(figure.get("title") or name), "–", _told(figure), "", "[yellow]nouveau[/]")
    out.print(table)


def _told(figure: Mapping[str, Any]) -> str:
    value = f"{figure['value']:g} {figure.get('unit', '')}".rstrip().replace(".", ",")
    if "low" not in figure:
        return value
    return f"{value} ({figure['low']:g} – {figure['high']:g})".replace(".", ",")


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refused(f"{path.name} n'est pas lisible") from error
    if not isinstance(told, dict) or not {"measure", "figures"} <= told.keys():
        raise _refused(f"{path.name} n'est pas un rapport de mesures")
    return told


def _refused(reason: str) -> Fault:
    return Fault(
        key="bench.not_comparable",
        sentence=f"Ces deux rapports ne se comparent pas : {reason}.",
        remedy="Donnez deux fichiers JSON de la même mesure, par exemple results/load-….json.",
    )
