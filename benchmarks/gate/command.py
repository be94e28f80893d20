"""`parvis bench gate`: exit 1, with the reason, when answers are less right or slower than when recorded.

Each question of the baseline is put again, answered anew. One that became worse, and every question of a
kind of answers that became slower, is put again before anything is said. Seconds are compared as ratios to
a fixed work timed between the questions, each question with itself. An engine that is gone is told too, where
the passages that are quoted in its place are right as well.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from rich.table import Table

from benchmarks.asking import Asker
from benchmarks.conditions import conditions
from benchmarks.gate import baseline as kept
from benchmarks.gate.pendulum import VERSION
from benchmarks.gate.questions import chosen
from benchmarks.gate.rounds import Rounds
from benchmarks.gate.verdict import MORE, Pair, doubtful, paces, silenced
from benchmarks.shown import decimal, out, print_json
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.gate.baseline import Baseline, Seen
    from benchmarks.gate.verdict import Pace

_ONE_ROUND_SECONDS: Final = 70.0
_GATE_SECONDS: Final = 160.0  # the last question may end later: three minutes in all
_READY: Final = "ready"
_UNTOLD: Final = 0  # the version of the documents of what was no answer
_PARIS: Final = ZoneInfo("Europe/Paris")


def record(settings: Settings, file: Path | None) -> None:
    """Puts as many questions as the gate has time for, three times, and keeps what came. Raises Fault."""
    with Asker.to(settings, anew=True, attempts=1) as asker:
        questions = chosen(asker.served(), file, asker, datetime.now(_PARIS).replace(tzinfo=None))
        first = Rounds(asker, _ONE_ROUND_SECONDS).put(questions)
        seen = Rounds(asker, MORE * _ONE_ROUND_SECONDS).again((one, MORE) for one in first).values()
        engine = asker.engine()
    told = conditions(settings)
    new = kept.Baseline(
        control=VERSION,
        machine=_machine(told),
        engine=engine,
        conditions=told,
        seen=tuple(seen),
    )
    kept.write(kept.place(settings), new)
    right = sum(min(one.rank for one in each.tries) == 3 for each in new.seen)
    out.print(f"Mesure de référence : {len(new.seen)} questions, dont {right} justes à chaque fois.")
    print_json({"measure": "gate", "recorded": len(new.seen), "right": right})


def judge(settings: Settings, tolerance: float) -> None:
    """Prints what was compared, JSON on the last line. Raises Fault when something became worse.

    tolerance: how much slower, as a share, counts as the same.
    """
    before = kept.read(kept.place(settings))
    told = conditions(settings)
    _require_same_machine(before, told)
    with Asker.to(settings, anew=True, attempts=1) as asker:
        pairs = compared(Rounds(asker, _GATE_SECONDS), before.seen, tolerance)
        engine = asker.engine()
    speeds = paces(pairs)
    reasons = _gone(before.engine, engine) + [pair.reason for pair in pairs if pair.lost]
    reasons += [silence] if (silence := silenced(pairs)) else []
    reasons += [_slower(pace) for pace in speeds if pace.slower(tolerance)]
    _show(pairs, speeds, tolerance)
    print_json(_plain(pairs, speeds, reasons, told))
    if reasons:
        raise Fault(
            key="bench.gate",
            sentence=f"L'appareil est moins bon que sa mesure de référence : {' ; '.join(reasons)}.",
            remedy=_remedy(pairs),
        )


def compared(rounds: Rounds, before: Sequence[Seen], tolerance: float) -> list[Pair]:
    """The questions then and now; what seems worse was asked again. Raises Fault when nothing was asked."""
    then = {one.question.id: one for one in before}
    pairs = [Pair(then[now.question.id], now) for now in rounds.put(one.question for one in before)]
    if len(pairs) < len(then):
        sentence = f"Seules {len(pairs)} questions sur {len(then)} ont eu une réponse à temps."
        raise Fault(
            key="bench.gate", sentence=sentence, remedy="« parvis status » ; la machine est-elle libre ?"
        )
    again = rounds.again(doubtful(pairs, tolerance))
    return [Pair(pair.before, again.get(pair.now.question.id, pair.now)) for pair in pairs]


def _require_same_machine(before: Baseline, told: dict[str, Any]) -> None:
    if (before.control, before.machine) != (VERSION, _machine(told)):
        raise Fault(
            key="bench.other_machine",
            sentence="La mesure de référence vient d'une autre machine ou d'un autre profil.",
            remedy="Vérifiez l'appareil, puis prenez-en une nouvelle : « parvis bench gate --record ».",
        )


def _machine(told: dict[str, Any]) -> str:
    hardware, profile = told["hardware"], told["settings"]["inference"]["profile"]
    return f"{hardware['processor']}, {hardware['cores']} cœurs, {profile}"


def _gone(before: str, now: str) -> list[str]:
    return ["le moteur de rédaction n'est plus prêt"] if before == _READY != now else []


def _slower(pace: Pace) -> str:
    times, low = decimal(pace.factor.value), decimal(pace.factor.low)
    return f"réponses {pace.group} {times} fois plus longues (au moins {low}), témoin déduit"


def _remedy(pairs: Sequence[Pair]) -> str:
    versions = [{pair.before.tries[0].index_version, pair.now.tries[0].index_version} for pair in pairs]
    if any(len(both - {_UNTOLD}) > 1 for both in versions):
        return (
            "Les documents ont changé depuis : si ces réponses sont justes, « parvis bench gate --record »."
        )
    return "Revenez à la version d'avant, ou cherchez ce qui a changé ; le détail est dans le JSON."


def _show(pairs: Sequence[Pair], speeds: Sequence[Pace], tolerance: float) -> None:
    lost = sum(pair.lost for pair in pairs)
    out.print(f"{len(pairs)} questions reposées, {lost} moins bien répondues qu'à la mesure de référence.")
    table = Table("réponses", "mesures", "temps ÷ avant", "intervalle", "", box=None)
    for pace in speeds:
        interval = f"{decimal(pace.factor.low)} – {decimal(pace.factor.high)}"
        verdict = "[red]plus lentes[/]" if pace.slower(tolerance) else "[green]comme avant[/]"
        table.add_row(pace.group, str(pace.factor.count), decimal(pace.factor.value), interval, verdict)
    out.print(table)


def _plain(
    pairs: Sequence[Pair], speeds: Sequence[Pace], reasons: Sequence[str], told: dict[str, Any]
) -> dict[str, Any]:
    worse = [pair.now.model_dump(mode="json", exclude_defaults=True) for pair in pairs if pair.lost]
    factors = {
        pace.group: {"factor": pace.factor.value, "low": pace.factor.low, "high": pace.factor.high}
        for pace in speeds
    }
    return {
        "measure": "gate",
        "passed": not reasons,
        "reasons": list(reasons),
        "asked": len(pairs),
        "worse": worse,
        "times_slower": factors,
        **told,
    }
