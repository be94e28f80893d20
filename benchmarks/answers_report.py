"""A judged set as one page to be read, on a phone or printed: it asks nothing of any network.

All that was asked, answered or cited is escaped: it is shown, never obeyed.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from benchmarks.scoring import Outcome
from benchmarks.shown import KINDS, STAGES, VERDICTS, decimal, moment, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figure import Figure
    from benchmarks.scoring import Question
    from benchmarks.tally import Result

_TEMPLATES: Final = Path(__file__).parent / "templates"
_NOTES: Final = {"relevance": "pertinence", "confidence": "confiance", "reuse": "réemploi"}
_THINNEST: Final = 0.5  # % of the width: a stage of no time is seen all the same


def page(summary: dict[str, Any], figures: Sequence[Figure], results: Sequence[Result]) -> str:
    """The whole page. summary: what `quality` prints as JSON."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    environment.filters |= {
        "decimal": lambda value: decimal(value, 0),
        "precise": lambda value: decimal(value, 3),
    }
    script = (_TEMPLATES / "answers.js").read_text(encoding="utf-8")
    style = (_TEMPLATES / "answers.css").read_text(encoding="utf-8")
    return environment.get_template("answers.html").render(
        summary=summary,
        figures=[(figure, figure.cells()) for figure in figures],
        told=[_told(result) for result in results],
        filters=_filters(results),
        script=Markup(script),  # noqa: S704 - files of this package
        style=Markup(style),  # noqa: S704 - files of this package
        script_hash=_digest(script),
    )


def _told(result: Result) -> dict[str, Any]:
    answer, question = result.asked.answer, result.question
    trace = answer.get("trace") or {}
    return {
        "question": question,
        "at": moment(question.at) if question.at else "",
        "answer": answer,
        "verdict": result.verdict.outcome.value,
        "verdict_words": _words(result.verdict.outcome),
        "why": result.verdict.why,
        "kind_words": KINDS.get(answer.get("kind", ""), "sans réponse"),
        "seconds": seconds(result.asked.wall_seconds),
        "unsupported": result.unsupported,
        "expected": _expected(question),
        "trace": trace,
        "notes": [(_NOTES.get(note["key"], note["key"]), note["value"]) for note in trace.get("notes") or ()],
        "stages": _waterfall(trace.get("stages") or ()),
    }


def _waterfall(stages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each stage as a bar: where it begins and how wide it is, in % of the whole."""
    end = max((stage["start_seconds"] + stage["seconds"] for stage in stages), default=0.0) or 1.0
    return [
        {
            "name": STAGES.get(stage["name"], stage["name"]),
            "start": round(min(100 * stage["start_seconds"] / end, 100 - _THINNEST), 2),
            "width": round(max(100 * stage["seconds"] / end, _THINNEST), 2),
            "seconds": seconds(stage["seconds"]),
        }
        for stage in stages
    ]


def _expected(question: Question) -> list[str]:
    told = [f"dit « {' » ou « '.join(group)} »" for group in question.all]
    told += [f"ne dit pas « {wording} »" for wording in question.none]
    if question.kind:
        told.append(f"est {' ou '.join(question.kind)}")
    if question.cite:
        told.append(f"cite {question.cite.file} {question.cite.locator}".rstrip())
    if question.decline:
        told.append("décline")
    if question.conflict:
        told.append("dit que les sources se contredisent")
    return told + ([question.note] if question.note else [])


def _filters(results: Sequence[Result]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Name, label, and the values that the set has, with their words."""
    kinds = sorted({str(result.asked.answer["kind"]) for result in results if "kind" in result.asked.answer})
    outcomes = [one for one in Outcome if any(result.verdict.outcome is one for result in results)]
    return [
        ("verdict", "Verdict", [(one.value, _words(one)) for one in outcomes]),
        ("type", "Type", _same({result.question.type for result in results})),
        ("commune", "Commune", _same({result.question.commune for result in results})),
        ("kind", "Genre", [(kind, KINDS.get(kind, kind)) for kind in kinds]),
    ]


def _same(values: set[Any]) -> list[tuple[str, str]]:
    return [(value, value) for value in sorted(values)]


def _words(outcome: Outcome) -> str:
    return VERDICTS[outcome][1]


def _digest(script: str) -> str:
    """As a content security policy names it, so that no other script runs in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
