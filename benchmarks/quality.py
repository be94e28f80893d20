"""How right the answers to a set of questions are, by type and commune, and how long they took, by kind."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.progress import track
from rich.table import Table

from benchmarks import answers_report
from benchmarks.asking import Asker
from benchmarks.conditions import conditions
from benchmarks.promises import promised
from benchmarks.scoring import Outcome, load_questions
from benchmarks.shown import VERDICTS, decimal, figures_table, out, print_json
from benchmarks.tally import judge, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.figure import Figure
    from benchmarks.scoring import Question
    from benchmarks.tally import Result


def measure(
    settings: Settings, questions_file: Path, url: str, report: Path | None, page: Path | None = None
) -> None:
    """Asks every question alone, prints the tables, then JSON on the last line. Raises Fault.

    report: where each answer and verdict is kept, as JSON; page: the same, to be read by people.
    """
    questions = load_questions(questions_file)
    with Asker.to(settings, url, anew=True) as asker:
        results = [judge(question, asker.ask(question)) for question in followed(questions)]
    figures = promised(results)
    summary = {
        "measure": "quality",
        "questions": questions_file.name,
        **conditions(settings),
        **summed(results),
        "figures": {figure.name: figure.plain() for figure in figures},
    }
    show(results, figures, summary)
    if report:
        whole = summary | {"results": [_plain(result) for result in results]}
        _write(report, json.dumps(whole, ensure_ascii=False, indent=1))
    if page:
        _write(page, answers_report.page(summary, figures, results))
    print_json(summary)


def followed(questions: Sequence[Question]) -> Iterable[Question]:
    """The questions, with a bar that shows how far one is."""
    return track(questions, description="Questions", console=out, disable=not out.is_terminal, transient=True)


def show(results: Sequence[Result], figures: Sequence[Figure], summary: dict[str, Any]) -> None:
    for result in results:
        if result.verdict.outcome is not Outcome.RIGHT:
            colour, word = VERDICTS[result.verdict.outcome]
            told = f"{result.question.id} : {'; '.join(result.verdict.why)}"
            out.print(f"[{colour}]{word}[/]  ", end="")
            out.print(told, markup=False)
    out.print(_verdicts("type", summary["by_type"], summary["total"]))
    out.print(_verdicts("commune", summary["by_commune"], summary["total"]))
    out.print(_times(summary["seconds_by_kind"]))
    out.print(figures_table(figures))
    out.print(f"paires gagnées : {summary['pairs']['won']} sur {summary['pairs']['asked']}")


def _verdicts(heading: str, groups: dict[str, dict[str, Any]], total: dict[str, Any]) -> Table:
    columns = (
        "questions",
        "justes",
        "fausses",
        "déclinées",
        "pannes",
        "chiffres sans source",
        "justes, à 95 %",
    )
    table = Table(heading, *columns, box=None)
    for name, counts in [*groups.items(), ("ensemble", total)]:
        *numbers, (low, high) = counts.values()
        table.add_row(name, *map(str, numbers), f"{decimal(100 * low, 0)} – {decimal(100 * high, 0)} %")
    return table


def _times(by_kind: dict[str, dict[str, float]]) -> Table:
    table = Table("genre", "réponses", "s (p50)", "s (p95)", "1er texte (p50)", "1er texte (p95)", box=None)
    for kind, figures in by_kind.items():
        answers, *times = figures.values()
        table.add_row(kind, f"{answers:.0f}", *(decimal(value) for value in times))
    return table


def _plain(result: Result) -> dict[str, Any]:
    return {
        "question": result.question.model_dump(mode="json", exclude_defaults=True),
        "answer": result.asked.answer,
        "wall_seconds": round(result.asked.wall_seconds, 3),
        "verdict": asdict(result.verdict),
        "unsupported": result.unsupported,
    }


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    out.print(f"Rapport : {path}")
