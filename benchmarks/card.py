"""`parvis bench card`: every promised figure beside its goal, with its control measured in the same run.

Prints a card, then JSON on the last line. Runs on a ground of its own (`ground.py`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from appliance.demo import DOCUMENTS, QUESTIONS
from benchmarks import overhead, promptness, reading
from benchmarks.arms import RawEngine, WholePath
from benchmarks.conditions import afterwards, conditions
from benchmarks.demo import prepare
from benchmarks.figure import Figure, Goal
from benchmarks.ground import ground
from benchmarks.scoring import load_questions
from benchmarks.shown import figures_table, out, print_json, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.ground import Ground
    from benchmarks.scoring import Question

REPEATS = 5
_HOURS_REQUESTS = 500
_DECLINED_REQUESTS = 200
_GIB = 2**30


def measure(repeats: int, save: Path, documents: Path | None = None) -> None:
    """Takes every figure, one after the other, and writes the report into `save`. Raises Fault.

    documents: a folder of PDF to be read as well as the sample commune's.
    """
    with ground() as here:
        told = {"measure": "card", "repeats": repeats, **conditions(here.settings)}
        figures = list(_served(here, repeats))
        here.down()
        figures += _offline(repeats, documents)
    report(told, figures, save)


def report(told: dict[str, Any], figures: list[Figure], save: Path) -> None:
    """The figures as a card, as a file in `save`, and as JSON on the last line."""
    told |= {
        **afterwards(),
        "figures": {figure.name: figure.plain() for figure in figures},
    }
    _show(told, figures)
    out.print(f"Rapport : {write_report(told, save)}")
    print_json(told)


def announce(step: str) -> None:
    out.print(f"→ {step} …")


def _served(here: Ground, repeats: int) -> Iterator[Figure]:
    """What needs the appliance, from its start on."""
    steps = here.up()
    took = sum(step.seconds or 0.0 for step in steps)
    yield Figure("start_seconds", "Démarrage, jusqu'au moteur prêt", took, "s", 1, Goal(120))
    slug = prepare(here.settings)
    questions = load_questions(QUESTIONS)
    with WholePath(here.settings) as whole:
        announce("Horaires calculés")
        yield promptness.hours(whole, questions, _HOURS_REQUESTS)
        announce("Questions hors sujet")
        yield promptness.declined(whole, slug, _DECLINED_REQUESTS)
    here.go_cold()
    yield from _generated(here, questions, repeats)
    memory = here.resident_bytes() / _GIB
    yield Figure("resident_gib", "Mémoire de l'ensemble", memory, "Gio", 1, Goal(9))


def _generated(here: Ground, questions: list[Question], repeats: int) -> Iterator[Figure]:
    facts = [question for question in questions if question.type == "fact"]
    with WholePath(here.settings) as whole, RawEngine(here.settings.engine_address) as raw:
        announce("Invites de la mesure")
        asked = overhead.written(whole, facts, here.prompts)
        announce("Chemin entier et moteur seul, à tour de rôle")
        yield from overhead.compared(overhead.pairs(whole, raw, asked, repeats))
        announce("Réemploi du préfixe")
        yield from overhead.prefix_reuse(raw, asked, repeats)
        announce("Départ d'un citoyen")
        yield from promptness.cancelled(whole, asked[0].question, here.engine(), repeats)


def _offline(repeats: int, documents: Path | None) -> Iterator[Figure]:
    """What needs no server; the engine is down, so that it takes no core."""
    workers = os.cpu_count() or 1
    title = "Lecture de PDF, commune d'exemple"
    announce(title)
    sample = sorted(DOCUMENTS.glob("*.pdf"))
    yield reading.pages_per_second(title, "read_pages_per_second", sample, workers, repeats)
    if documents:
        title = "Lecture de PDF, dossier donné"
        announce(title)
        given = sorted(documents.rglob("*.pdf"))
        yield reading.pages_per_second(title, "read_pages_per_second_given", given, workers, repeats)
    announce("Vecteurs")
    yield reading.passages_per_second(repeats)


def _show(told: dict[str, Any], figures: list[Figure]) -> None:
    machine = told["hardware"]
    out.rule("Parvis, mesures")
    out.print(f"commit {told['commit']}, version {told['version']}, {told['taken_at']}")
    out.print(
        f"{machine['processor']}, {machine['cores']} cœurs, {machine['memory_gib']} Gio, {machine['system']}"
    )
    profile = told["settings"]["inference"]["profile"]
    load = f"{told['host_load_1min']} → {told['host_load_1min_after']}"
    out.print(f"profil {profile}, {told['repeats']} répétitions, charge de la machine {load}")
    out.print(figures_table(figures))
    for figure in figures:
        if figure.note:
            out.print(f"[dim]{figure.title} : {figure.note}[/]")
