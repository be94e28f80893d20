"""What measures show in a terminal; colours give way to plain lines when it is none."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from benchmarks.scoring import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.figure import Figure
    from benchmarks.scoring import Question, Verdict

out = Console(highlight=False)
VERDICTS = {
    Outcome.RIGHT: ("green", "✓ juste"),
    Outcome.WRONG: ("red", "✗ faux"),
    Outcome.DECLINED: ("yellow", "– décliné alors que les documents répondent"),
    Outcome.FAULT: ("red", "✗ panne"),
}
KINDS = {
    "hours": "horaires calculés",
    "calendar": "agenda calculé",
    "zone": "zone calculée",
    "contact": "annuaire",
    "validated": "réponse d'un agent",
    "cached": "réponse déjà vérifiée",
    "generated": "rédigée et vérifiée",
    "quoted": "passage cité",
    "declined": "non répondue",
    "signposted": "urgence orientée",
}
STAGES = {  # in the order of an answer's way
    "facts": "tables",
    "reuse": "réemploi",
    "retrieval": "recherche",
    "quoting": "citation",
    "writing": "rédaction",
}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def decimal(value: float, digits: int = 2) -> str:
    """As it is written in French: `1,25`."""
    return f"{value:.{digits}f}".replace(".", ",")


def seconds(value: float) -> str:
    return f"{decimal(value * 1000, 0)} ms" if value < 0.1 else f"{decimal(value)} s"


def write_report(told: dict[str, Any], folder: Path) -> Path:
    """The report of one measure as a file in `folder`, named after what was measured and when; its path."""
    taken = datetime.fromisoformat(told["taken_at"])
    file = folder / f"{told['measure']}-{taken:%Y%m%d-%H%M%S}.json"
    write_json(told, file)
    return file


def write_json(told: object, file: Path) -> None:
    """For programs and for people who compare: one key a line, letters as they are."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def moment(at: datetime) -> str:
    return f"{_WEEKDAYS[at.weekday()]} {at:%d/%m/%Y} à {at:%H} h {at:%M}"


def show_answer(place: str, question: Question, answer: dict[str, Any], verdict: Verdict) -> None:
    """The question, its answer, the sources, the seconds, and whether it is right."""
    out.print()
    asked_at = f"  [dim]({moment(question.at)})[/]" if question.at else ""
    out.print(f"[dim]{place}[/] [bold]{escape(question.question)}[/]{asked_at}")
    if verdict.outcome is not Outcome.FAULT:
        out.print(Padding(Text(answer["answer"]), (0, 0, 0, 4), expand=False))
        for citation in answer["citations"]:
            source = f"{citation['title']} – {citation['locator']} ({citation['file']})"
            out.print(Padding(Text(f"↳ {source}", style="cyan"), (0, 0, 0, 4), expand=False))
        _show_handoff(answer.get("handoff"))
    colour, word = VERDICTS[verdict.outcome]
    why = f" : {'; '.join(verdict.why)}" if verdict.why else ""
    kind = KINDS.get(answer.get("kind", ""), "")
    took = f"[dim]{kind}, {seconds(answer['seconds'])}[/]  " if kind else ""
    out.print(Padding(f"{took}[{colour}]{word}{escape(why)}[/]", (0, 0, 0, 4), expand=False))


def figures_table(figures: Sequence[Figure]) -> Table:
    """Each figure beside its goal."""
    table = Table("mesure", "valeur", "intervalle", "but", "", box=None)
    for figure in figures:
        table.add_row(*figure.cells())
    return table


def print_json(value: dict[str, Any]) -> None:
    """On one line, the last one: programs read it."""
    out.print(json.dumps(value, ensure_ascii=False), markup=False, soft_wrap=True)


def _show_handoff(handoff: dict[str, str] | None) -> None:
    if handoff:
        parts = (handoff[key] for key in ("service", "phone", "email", "opens"))
        out.print(
            Padding(
                Text("→ " + ", ".join(part for part in parts if part), style="cyan"),
                (0, 0, 0, 4),
                expand=False,
            )
        )
