"""A comparison as plain data: every question with each arm's answer, and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.markup import escape
from rich.table import Table

from benchmarks.compare.judged import judged
from benchmarks.compare.questions import CITY, SAMPLE, TITLES
from benchmarks.compare.tally import rows, summary
from benchmarks.shown import decimal, moment, out, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.arms import Timed
    from benchmarks.compare.turns import Turn
    from benchmarks.scoring import Question

PARTS: Final = {"peer": "Parvis et Open WebUI, sur le même moteur", "levers": "Parvis sans chaque levier"}
_MARKS: Final = {
    "right": "[green]✓[/]",
    "wrong": "[red]✗[/]",
    "declined": "[yellow]–[/]",
    "fault": "[red]![/]",
}


def part(
    name: str, arms: Mapping[str, str], turns: Sequence[Turn], deadlines: Sequence[float]
) -> dict[str, Any]:
    """arms: name → title, in the order shown. deadlines: in seconds."""
    tables = {
        origin: {arm: summary(told, deadlines) for arm in arms if (told := rows(turns, arm, origin))}
        for origin in (CITY, SAMPLE)
    }
    return {
        "name": name,
        "title": PARTS[name],
        "deadlines": list(deadlines),
        "arms": dict(arms),
        "tables": {origin: table for origin, table in tables.items() if table},
        "turns": [_turn(turn) for turn in turns],
    }


def line(turn: Turn) -> str:
    """One question as it comes: a mark and the seconds of each arm."""
    question = turn.asked.question
    told = [
        f"{_MARKS[judged(question, said).outcome]} {arm} {decimal(said.seconds, 1)}"
        for arm, said in turn.said.items()
    ]
    return f"{escape(question.question[:60])}  {'  '.join(told)}"


def show(told: Mapping[str, Any]) -> None:
    """Each arm on one line, by where the questions come from; seconds as p50 / p95."""
    for one in told["parts"].values():
        for origin, arms in one["tables"].items():
            out.print(f"\n[bold]{one['title']}[/] – {TITLES[origin]}")
            out.print(_table(one, arms))


def _table(told: Mapping[str, Any], arms: Mapping[str, Any]) -> Table:
    rates = [f"justes/s en {decimal(deadline, 1)} s" for deadline in told["deadlines"]]
    heads = ("justes", "fausses", "déclinées", "sourcées", "1er texte", "réponse", *rates)
    table = Table("", *heads, box=None)
    table.columns[0].no_wrap = True
    for arm, one in arms.items():
        counts = [
            f"{one['right']}/{one['asked']}",
            *(str(one[key]) for key in ("wrong", "declined", "sourced")),
        ]
        waits = [_wait(one[which]) for which in ("first", "whole")]
        table.add_row(arm, *counts, *waits, *(decimal(rate, 3) for rate in one["goodput"].values()))
    return table


def _wait(spread: Mapping[str, float]) -> str:
    return f"{seconds(spread['p50'])} / {seconds(spread['p95'])}"


def _turn(turn: Turn) -> dict[str, Any]:
    question = turn.asked.question
    return {
        "id": question.id,
        "question": question.question,
        "at": moment(question.at) if question.at else "",
        "origin": turn.asked.origin,
        "expected": _expected(question),
        "answers": {arm: _answer(question, said) for arm, said in turn.said.items()},
    }


def _expected(question: Question) -> str:
    """What a right answer says, in a few words."""
    if question.decline:
        return "à décliner"
    source = f" ({question.cite.file})" if question.cite else ""
    return " ; ".join(group[0] for group in question.all) + source


def _answer(question: Question, said: Timed) -> dict[str, Any]:
    found = judged(question, said)
    return {
        "text": said.text,
        "kind": said.kind,
        "outcome": found.outcome.value,
        "sourced": found.sourced,
        "why": list(found.why),
        "first_seconds": round(said.first_text_seconds, 4),
        "seconds": round(said.seconds, 4),
        "files": list(dict.fromkeys(str(one.get("file")) for one in said.citations)),
    }
