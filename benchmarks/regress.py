"""`parvis bench regress`: whether answers are as right as they were, type by type, without server or engine.

Only the rungs that need no model answer (computed, quoted, declined), so that the same documents give the
same scores each time. What they were is kept in the repository, in `docs/benchmarks`.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.table import Table

from appliance.demo import DOCUMENTS, FOLDER, QUESTIONS
from appliance.settings import Settings
from benchmarks.in_process import in_process
from benchmarks.scoring import load_questions
from benchmarks.shown import decimal, out, print_json, write_json
from benchmarks.tally import judge, summed
from inference.embedding.encoder import PassageEncoder
from inference.settings import InferenceSettings
from ingest.pipeline import Pipeline
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.in_process import InProcess
    from benchmarks.scoring import Question

Scores = dict[str, dict[str, int]]  # by type: asked, right, wrong
DEMO_BASELINE: Final = FOLDER.parents[1] / "docs" / "benchmarks" / "quality-demo.json"
_NOWHERE: Final = "unix:/nonexistent/engine.sock"
MOMENT: Final = datetime(2026, 11, 24, 10, 0)  # of questions that name none


def measure(questions: Path | None, baseline: Path, refresh: bool, settings: Settings) -> None:
    """Compares with `baseline`, or writes it; JSON on the last line. Raises Fault when scores fell.

    questions: about communes of this home; None for the sample commune, ingested anew elsewhere.
    """
    now = demo_scores() if questions is None else home_scores(settings, load_questions(questions))
    before = now if refresh else read(baseline)
    _show(before, now)
    if refresh:
        write(baseline, now)
    print_json({"measure": "regress", "baseline": baseline.name, "by_type": now})
    if found := fallen(before, now):
        raise Fault(
            key="bench.scores_fell",
            sentence=f"Des réponses sont moins justes qu'avant : {' ; '.join(found)}.",
            remedy="Trouvez ce qui a changé ; si la mesure est nouvelle, « parvis bench regress --refresh ».",
        )


def demo_scores(questions: Path = QUESTIONS) -> Scores:
    """The sample commune's, in a home of its own."""
    with sample() as (asker, _):
        return scores(asker, load_questions(questions))


def home_scores(settings: Settings, questions: Sequence[Question]) -> Scores:
    """Of the questions about communes that this home serves. Raises Fault when there is none."""
    alone = settings.model_copy(update={"inference": _without_engine(settings.inference)})
    with in_process(alone) as (asker, assembly):
        served = {commune.slug for commune in assembly.communes.list()}
        kept = [question for question in questions if question.commune in served]
        if not kept:
            raise Fault(key="bench.no_commune", sentence="Aucune commune de ces questions n'est servie ici.")
        return scores(asker, kept)


@contextmanager
def sample() -> Iterator[tuple[InProcess, str]]:
    """An asker over the sample commune, and its slug."""
    told = tomllib.loads((FOLDER / "commune.toml").read_text(encoding="utf-8"))
    with ingested({told["slug"]: (told["name"], told["insee"], [DOCUMENTS])}) as asker:
        yield asker, told["slug"]


@contextmanager
def ingested(papers: dict[str, tuple[str, str, list[Path]]]) -> Iterator[InProcess]:
    """An asker over communes ingested into a home that is gone afterwards.

    papers: by slug, the commune's name, its INSEE code and its documents. Vectors are computed here and now,
    not at idle priority: nobody is being answered.
    """
    with tempfile.TemporaryDirectory(prefix="parvis-regress-") as home:
        settings = Settings(home=Path(home), inference=_without_engine(InferenceSettings()))
        with in_process(settings) as (asker, assembly), closing(PassageEncoder()) as encoder:
            pipeline = Pipeline(assembly.store, assembly.chroma, settings.home, encoder)
            for slug, (name, insee, paths) in papers.items():
                assembly.communes.add(slug, name, insee)
                pipeline.ingest(paths, slug)
            yield asker


def scores(asker: InProcess, questions: Sequence[Question]) -> Scores:
    """By type: how many were asked, right and wrong."""
    dated = [question.model_copy(update={"at": question.at or MOMENT}) for question in questions]
    by_type = summed([judge(question, asker.ask(question)) for question in dated])["by_type"]
    return {
        name: {key: counts[key] for key in ("asked", "right", "wrong")} for name, counts in by_type.items()
    }


def fallen(before: Scores, now: Scores) -> list[str]:
    """One French clause a type whose share of right answers fell, or of wrong ones rose."""
    found = []
    for name, was in before.items():
        became = now.get(name, {"asked": 0, "right": 0, "wrong": 0})
        if _share(became, "right") < _share(was, "right") or _share(became, "wrong") > _share(was, "wrong"):
            found.append(f"{name} {_told(was)} → {_told(became)}")
    return found


def read(baseline: Path) -> Scores:
    """Raises Fault when there is none yet."""
    if not baseline.is_file():
        raise Fault(
            key="bench.no_baseline",
            sentence=f"Il n'y a pas encore de mesure à comparer : {baseline.name} manque.",
            remedy="Écrivez-la avec « parvis bench regress --refresh ».",
        )
    found: Scores = json.loads(baseline.read_text(encoding="utf-8"))["by_type"]
    return found


def write(baseline: Path, now: Scores) -> None:
    write_json({"measure": "regress", "engine": "none", "by_type": now}, baseline)
    out.print(f"Mesure de référence : {baseline}")


def _show(before: Scores, now: Scores) -> None:
    table = Table("type", "avant", "maintenant", "", box=None)
    for name in sorted({*before, *now}):
        was, became = before.get(name), now.get(name)
        change = 100 * (_share(became, "right") - _share(was, "right")) if was and became else 0.0
        sign = "+" if change > 0 else ""
        table.add_row(name, _told(was), _told(became), f"{sign}{decimal(change, 1)} points" if change else "")
    out.print(table)


def _told(counts: dict[str, int] | None) -> str:
    return "{right} justes, {wrong} fausses sur {asked}".format(**counts) if counts else "–"


def _share(counts: dict[str, int], name: str) -> float:
    return counts[name] / counts["asked"] if counts["asked"] else 0.0


def _without_engine(settings: InferenceSettings) -> InferenceSettings:
    return settings.model_copy(update={"engine_address": _NOWHERE})
