"""How right the answers to a set of questions are, by type, and how long they took, by kind."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rich.progress import track
from rich.table import Table

from benchmarks.asking import Asker
from benchmarks.conditions import conditions
from benchmarks.figures import unsupported
from benchmarks.scoring import Outcome, load_questions, score
from benchmarks.shown import VERDICTS, decimal, out, print_json
from benchmarks.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.asking import Asked
    from benchmarks.scoring import Question, Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """One question, its answer and what it is worth. unsupported: its figures that no source shows."""

    question: Question
    asked: Asked
    verdict: Verdict
    unsupported: tuple[str, ...]


def measure(settings: Settings, questions_file: Path, url: str, report: Path | None) -> None:
    """Asks every question alone, prints the tables, then JSON on the last line. Raises Fault."""
    questions = load_questions(questions_file)
    with Asker.to(settings, url) as asker:
        results = [judge(question, asker.ask(question)) for question in _followed(questions)]
    summary = {
        "measure": "quality",
        "questions": questions_file.name,
        **conditions(settings),
        **summed(results),
    }
    _show(results, summary)
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        whole = summary | {"results": [_plain(result) for result in results]}
        report.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    print_json(summary)


def judge(question: Question, asked: Asked) -> Result:
    verdict = score(question, asked.answer)
    fault = verdict.outcome is Outcome.FAULT
    return Result(question, asked, verdict, () if fault else unsupported(question, asked.answer))


def summed(results: Sequence[Result]) -> dict[str, Any]:
    """Counts by type and in all, pairs won, seconds by kind: what goes to JSON."""
    by_type = {
        name: _counted([result for result in results if result.question.type == name])
        for name in sorted({result.question.type for result in results})
    }
    return {
        "total": _counted(results),
        "by_type": by_type,
        "pairs": _pairs(results),
        "seconds_by_kind": _seconds_by_kind(results),
    }


def _followed(questions: Sequence[Question]) -> Iterable[Question]:
    return track(questions, description="Questions", console=out, disable=not out.is_terminal, transient=True)


def _counted(results: Sequence[Result]) -> dict[str, int]:
    outcomes = Counter(result.verdict.outcome for result in results)
    figures = sum(len(result.unsupported) for result in results)
    return {
        "asked": len(results),
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "unsupported_figures": figures,
    }


def _pairs(results: Sequence[Result]) -> dict[str, int]:
    """Near-misses: a pair is won when all of its questions are answered right."""
    groups: dict[str, list[bool]] = {}
    for result in results:
        if result.question.pair:
            groups.setdefault(result.question.pair, []).append(result.verdict.outcome is Outcome.RIGHT)
    whole = [group for group in groups.values() if len(group) > 1]
    return {"asked": len(whole), "won": sum(all(group) for group in whole)}


def _seconds_by_kind(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    spent: dict[str, list[Asked]] = {}
    for result in results:
        if result.verdict.outcome is not Outcome.FAULT:
            spent.setdefault(result.asked.answer["kind"], []).append(result.asked)
    return {kind: _seconds(asked) for kind, asked in sorted(spent.items())}


def _seconds(asked: Sequence[Asked]) -> dict[str, float]:
    walls = [one.wall_seconds for one in asked]
    firsts = [float(one.answer.get("first_text_seconds") or 0.0) for one in asked]
    return {
        "answers": len(asked),
        "seconds_p50": round(percentile(walls, 50), 3),
        "seconds_p95": round(percentile(walls, 95), 3),
        "first_text_seconds_p50": round(percentile(firsts, 50), 3),
        "first_text_seconds_p95": round(percentile(firsts, 95), 3),
    }


def _show(results: Sequence[Result], summary: dict[str, Any]) -> None:
    for result in results:
        if result.verdict.outcome is not Outcome.RIGHT:
            colour, word = VERDICTS[result.verdict.outcome]
            told = f"{result.question.id} : {'; '.join(result.verdict.why)}"
            out.print(f"[{colour}]{word}[/]  ", end="")
            out.print(told, markup=False)
    out.print(_verdicts(summary))
    out.print(_times(summary["seconds_by_kind"]))
    out.print(f"paires gagnées : {summary['pairs']['won']} sur {summary['pairs']['asked']}")


def _verdicts(summary: dict[str, Any]) -> Table:
    table = Table(
        "type", "questions", "justes", "fausses", "déclinées", "pannes", "chiffres sans source", box=None
    )
    for name, counts in [*summary["by_type"].items(), ("ensemble", summary["total"])]:
        table.add_row(name, *(str(count) for count in counts.values()))
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
