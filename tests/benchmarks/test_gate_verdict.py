"""What the gate calls worse: in the arithmetic alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from benchmarks.asking import Asked
from benchmarks.folding import says
from benchmarks.gate.baseline import Seen, Try
from benchmarks.gate.questions import MOST, chosen
from benchmarks.gate.rounds import Rounds
from benchmarks.gate.verdict import Pair, doubtful, paces, silenced
from benchmarks.scoring import Outcome, Question
from inference.question import Kind

TOLERANCE = 0.15


def question(name: str = "a", **told: Any) -> Question:
    asked = {"id": name, "commune": "v", "question": "Quoi ?", "type": "fact", "all": [["9 m"]]} | told
    return Question.model_validate(asked)


def tried(outcome: str = "right", seconds: float = 1.0, control: float = 0.02, **told: Any) -> Try:
    return Try.model_validate(
        {"outcome": outcome, "kind": Kind.GENERATED, "seconds": seconds, "control": control} | told
    )


def pair(before: list[Try], now: list[Try], name: str = "a") -> Pair:
    asked = question(name)
    return Pair(Seen(question=asked, tries=tuple(before)), Seen(question=asked, tries=tuple(now)))


def outcomes(*names: str) -> list[Try]:
    return [tried(name) for name in names]


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        (["right"] * 3, ["right"], False),
        (["right"] * 3, ["wrong", "right", "right"], False),  # once in three is noise
        (["right"] * 3, ["wrong", "wrong", "right"], True),
        (["right"] * 3, ["declined"] * 3, True),
        (["right", "declined", "right"], ["declined"] * 3, False),  # never steady
        (["declined"] * 3, ["wrong"] * 3, True),  # to decline is better than to mislead
        (["wrong"] * 3, ["declined"] * 3, False),
        (["wrong"] * 3, ["fault"] * 3, True),
    ],
)
def test_a_question_is_lost_when_most_answers_are_worse_than_ever(
    before: list[str], now: list[str], lost: bool
) -> None:
    assert pair(outcomes(*before), outcomes(*now)).lost is lost


def test_a_figure_from_nowhere_is_worse_than_no_answer() -> None:
    invented = [tried(unsupported=1)] * 3
    assert pair(outcomes("right", "right"), invented).lost
    assert pair(outcomes("declined", "declined"), invented).lost
    assert "1 chiffre(s) sans source" in pair(outcomes("right"), invented).reason


def quoted(count: int) -> list[Try]:
    return [tried(kind=Kind.QUOTED)] * count


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ([quoted(1), quoted(1), outcomes("right")], "réponses que le modèle ne rédige plus : 2 sur 3"),
        ([quoted(1), outcomes("right"), outcomes("right")], ""),
        ([[*quoted(2), tried()], [*quoted(2), tried()], outcomes("right")], ""),  # it writes, if late
    ],
)
def test_a_right_passage_does_not_hide_an_engine_that_writes_no_more(now: list[list[Try]], told: str) -> None:
    pairs = [pair(outcomes("right", "right"), tries, str(place)) for place, tries in enumerate(now)]
    assert not any(one.lost for one in pairs)
    assert silenced(pairs) == told


def test_what_was_always_quoted_is_no_silence() -> None:
    assert silenced([pair(quoted(3), quoted(3))]) == ""


def slowed(times: float, control: float = 0.02, count: int = 8, jitter: float = 0.02) -> list[Pair]:
    """Questions of one to two seconds, each answered `times` as slowly on a machine of that control."""
    found = []
    for place in range(count):
        usual = 1 + place / count
        noisy = 1 + jitter * (place % 3 - 1)
        before = [tried(seconds=usual), tried(seconds=usual * (1 + jitter))]
        now = [tried(seconds=usual * times * noisy * control / 0.02, control=control)]
        found.append(pair(before, now, str(place)))
    return found


def verdict(pairs: list[Pair]) -> bool:
    [pace] = paces(pairs)
    return pace.slower(TOLERANCE)


def test_a_third_slower_is_seen_and_a_twentieth_is_noise() -> None:
    assert verdict(slowed(1.35))
    assert not verdict(slowed(1.05))
    assert not verdict(slowed(1.0))


def test_a_machine_that_is_slower_as_a_whole_is_not_blamed_on_the_appliance() -> None:
    assert not verdict(slowed(1.0, control=0.05))
    assert verdict(slowed(1.5, control=0.05))


def test_one_slow_answer_among_many_is_noise() -> None:
    pairs = slowed(1.0)
    stalled = pairs[0].now.model_copy(update={"tries": (tried(seconds=30),)})
    assert not verdict([Pair(pairs[0].before, stalled), *pairs[1:]])


def test_nothing_is_sure_below_six_measures() -> None:
    assert not verdict(slowed(3, count=5))
    assert verdict(slowed(3, count=6))


def test_what_nobody_notices_is_no_fault() -> None:
    before, now = [tried(seconds=0.002)] * 3, [tried(seconds=0.010)] * 8
    assert not verdict([pair(before, now)])


def test_kinds_of_answers_are_compared_apart() -> None:
    hours = [tried(seconds=0.005, kind=Kind.HOURS)]
    found = {pace.group: pace.factor.value for pace in paces([*slowed(2), pair(hours, hours, "hours")])}
    assert found["calculées"] == 1
    assert found["rédigées"] == pytest.approx(2, rel=0.05)


def test_what_seems_worse_is_asked_again_often_enough_to_be_sure() -> None:
    assert doubtful(slowed(1.0), TOLERANCE) == []
    assert [more for _seen, more in doubtful(slowed(3, count=8), TOLERANCE)] == [2] * 8
    assert [more for _seen, more in doubtful(slowed(3, count=1), TOLERANCE)] == [5]
    lost = pair(outcomes("right"), outcomes("wrong"))
    assert doubtful([lost], TOLERANCE) == [(lost.now, 2)]


class Town:
    """Answers at once, and remembers what it was asked."""

    def __init__(self, kind: str = "generated", text: str = "9 m") -> None:
        self.kind, self.text = kind, text
        self.asked: list[str] = []

    def ask(self, question: Question) -> Asked:
        self.asked.append(question.id)
        told = {"answer": self.text, "kind": self.kind, "conflict": False, "seconds": 1.0, "index_version": 4}
        source = {"title": "PLU", "file": "plu.pdf", "locator": "UA", "passage": "9 m", "url": ""}
        return Asked(told | {"citations": [source]}, 1.0)


def test_each_question_is_timed_between_two_swings() -> None:
    swings = iter([0.01, 0.03, 0.05])
    [first, second] = Rounds(Town(), 60, lambda: next(swings)).put([question("a"), question("b")])
    assert [one.control for one in (*first.tries, *second.tries)] == pytest.approx([0.02, 0.04])
    assert first.tries[0].outcome is Outcome.RIGHT
    assert first.tries[0].index_version == 4


def test_no_question_is_put_when_the_time_is_over() -> None:
    town = Town()
    assert Rounds(town, 0, lambda: 0.02).put([question("a")]) == []
    assert town.asked == []


def test_more_tries_are_taken_in_turn() -> None:
    town = Town()
    rounds = Rounds(town, 60, lambda: 0.02)
    seen = rounds.put([question("a"), question("b")])
    again = rounds.again([(seen[0], 2), (seen[1], 1)])
    assert town.asked == ["a", "b", "a", "b", "a"]
    assert [len(again[name].tries) for name in ("a", "b")] == [3, 2]


def test_every_type_has_its_turn_in_a_short_set(tmp_path: Any) -> None:
    lines = [question(f"fact-{n}").model_dump_json() for n in range(40)]
    lines += [question(f"zone-{n}", type="zone").model_dump_json() for n in range(2)]
    (tmp_path / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = chosen(["v"], tmp_path / "set.jsonl", Town(), datetime(2026, 11, 24, 10))
    assert len(found) == MOST
    assert [one.type for one in found[:4]] == ["fact", "zone", "fact", "zone"]


def test_a_commune_without_a_set_learns_what_it_answers_now() -> None:
    found = chosen(["hameau"], None, Town(), datetime(2026, 11, 24, 10))
    assert {one.cite.file for one in found if one.cite} == {"plu.pdf"}
    assert all(Kind.QUOTED in one.kind and Kind.GENERATED in one.kind for one in found)
    assert not any(one.all for one in found)
    told = "Le mardi de 8 h 30 à 12 h, au 05 99 12 34 56."
    computed = chosen(["hameau"], None, Town("hours", told), datetime(2026, 11, 24, 10))
    assert {one.all for one in computed} == {(("05 99 12 34 56",), ("8h30",), ("12h00",))}
    assert all(says(told, wording) for (wording,) in computed[0].all)
    declining = chosen(["hameau"], None, Town("declined", ""), datetime(2026, 11, 24, 10))
    assert all(one.decline for one in declining)


def test_a_try_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError):
        tried("splendid")
