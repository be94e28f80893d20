"""`parvis bench compare`: Parvis beside the engine alone, itself without each lever, and Open WebUI.

Prints a card, then JSON on the last line; keeps every answer as JSON and as one HTML page. Runs on a ground
of its own (`ground.py`).
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from appliance.settings import read_settings
from benchmarks import stub_engine
from benchmarks.compare import levers
from benchmarks.compare.figures import against_peer, against_raw, without_levers
from benchmarks.compare.open_webui.install import installed
from benchmarks.compare.page import page
from benchmarks.compare.parts import beside_levers, beside_peer
from benchmarks.compare.places import place, standing
from benchmarks.compare.questions import SAMPLE, Asked, chosen, for_levers
from benchmarks.compare.report import line, part, show
from benchmarks.compare.turns import taken
from benchmarks.conditions import afterwards, conditions
from benchmarks.demo import prepare
from benchmarks.ground import ground
from benchmarks.load.kept import manifest
from benchmarks.pages import lay_beside
from benchmarks.scoring import Question
from benchmarks.shown import figures_table, out, print_json, write_report
from inference.pace import PROMISED_SECONDS
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.compare.parts import Groups
    from benchmarks.compare.turns import Turn
    from benchmarks.figure import Figure
    from benchmarks.ground import Ground

_WARMING: Final = "Que raconte le bulletin municipal sur la fête du jumelage ?"
_LEVERS_TIMES: Final = 2  # our own arms answer quickly, and only some of them write
_LAST_LINE: Final = ("measure", "taken_at", "commit", "engine", "deadline_seconds", "figures")


@dataclass(frozen=True, slots=True)
class Wanted:
    """peer, levers: which halves. stub: an engine without a model, to try the measure."""

    questions: int
    seed: int
    peer: bool = True
    levers: bool = True
    stub: bool = False


def measure(wanted: Wanted, save: Path) -> None:
    """Raises Fault when it cannot be taken."""
    command = installed(read_settings().home) if wanted.peer else None
    with stub_engine.running() if wanted.stub else nullcontext(), ground() as here:
        slug = _filled(here)
        told: dict[str, Any] = {"measure": "compare", "engine": "stub" if wanted.stub else "real"}
        told |= _control(here) | {"questions": wanted.questions, "seed": wanted.seed}
        told |= {"parts": {}, "peer": None}
        figures: list[Figure] = []
        deadline = told["deadline_seconds"]
        if command:
            with beside_peer(here.settings, deadline, command) as (groups, peer):
                turns = _asked("peer", groups, chosen(wanted.questions, wanted.seed, slug), told)
            told["peer"] = peer
            figures += against_peer(turns, deadline)
        if wanted.levers:
            with beside_levers(here.settings, deadline, wanted.stub) as groups:
                asked = for_levers(_LEVERS_TIMES * wanted.questions, wanted.seed, slug)
                turns = _asked("levers", groups, asked, told)
            figures += [*against_raw(turns), *without_levers(turns)]
    _report(told, figures, save)


def _filled(here: Ground) -> str:
    """The sample commune's documents on the ground; its engine stays up, its gateway does not."""
    here.up()
    slug = prepare(here.settings)
    Daemon("gateway", here.settings.run_folder).stop()
    return slug


def _control(here: Ground) -> dict[str, Any]:
    """What the measure is taken on, with the appliance's own deadline: from here on everybody's."""
    own = float(here.own_deadline) if here.own_deadline else None
    control = place(here.settings, levers.NOTHING, own)
    with standing([control]):
        deadline = control.deadline_seconds()
    told = conditions(control.settings)
    return {**told, "manifest": manifest(here.settings), "deadline_seconds": deadline}


def _asked(name: str, groups: Groups, asked: Sequence[Asked], told: dict[str, Any]) -> list[Turn]:
    """One half, put into `told`. What each arm pays once is paid before, and not counted."""
    first = asked[0].question
    warming = Question(id="warming", commune=first.commune, at=first.at, question=_WARMING, type="fact")
    taken(groups, [Asked(warming, SAMPLE)], lambda *_: None)

    def seen(number: int, turn: Turn) -> None:
        out.print(f"{number + 1}/{len(asked)}  {line(turn)}", soft_wrap=True)

    turns = taken(groups, asked, seen)
    arms = {arm.name: arm.title for group in groups for arm in group}
    deadlines = dict.fromkeys((told["deadline_seconds"], PROMISED_SECONDS))
    told["parts"][name] = part(name, arms, turns, list(deadlines))
    return turns


def _report(told: dict[str, Any], figures: list[Figure], save: Path) -> None:
    told |= afterwards()
    told["figures"] = {figure.name: {"title": figure.title, **figure.plain()} for figure in figures}
    machine = told["hardware"]
    out.rule("Parvis, comparaison")
    out.print(f"commit {told['commit']}, version {told['version']}, {told['taken_at']}")
    out.print(f"{machine['processor']}, {machine['cores']} cœurs, {machine['memory_gib']} Gio")
    out.print(f"charge de la machine {told['host_load_1min']} → {told['host_load_1min_after']}")
    show(told)
    out.print(figures_table(figures))
    for figure in figures:
        if figure.note:
            out.print(f"[dim]{figure.title} : {figure.note}[/]")
    file = write_report(told, save)
    lay_beside(file, page(told))
    print_json({key: told[key] for key in _LAST_LINE})
