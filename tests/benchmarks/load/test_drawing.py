"""A mix is drawn as its file says: shares, ranks, languages, follow-ups, those who leave, crises."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.load.drawing import drawn
from benchmarks.load.mix import MIXES, Mix, load_mix
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

MANY = [second / 10 for second in range(8_000)]
COMMUNE = "valbrume-sur-oisette"


def intent(planned_id: str) -> str:
    return planned_id.rsplit("-", 1)[0]


@pytest.fixture(scope="module")
def city() -> Mix:
    return load_mix("city", COMMUNE)


@pytest.mark.parametrize("file", sorted(MIXES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_mix_of_the_house_is_sound(file: Path) -> None:
    mix = load_mix(file.stem, COMMUNE)
    for crisis in mix.habits.crises:
        urgent = load_mix(file.stem, COMMUNE, crisis)
        assert urgent.crisis
        assert urgent.crisis_document


def test_shares_are_those_of_the_file(city: Mix) -> None:
    planned = drawn(city, MANY, 1, "1")
    first = [one for one in planned if not one.question.id.endswith("-next")]
    unanswerable = {ask.name for ask in city.unanswerable}
    shares = {
        "repeats": sum(one.repeat for one in first),
        "leave": sum(one.leaves_after > 0 for one in first),
        "unanswerable": sum(intent(one.question.id) in unanswerable for one in first),
    }
    for name, count in shares.items():
        assert count / len(MANY) == pytest.approx(getattr(city.habits, name), abs=0.02), name


@pytest.mark.parametrize("name", ["city", "tables"])
def test_follow_ups_and_languages_are_those_of_the_file_whatever_the_intents_have(name: str) -> None:
    mix = load_mix(name, COMMUNE)
    planned = drawn(mix, MANY, 1, "1")
    first = [one for one in planned if not one.question.id.endswith("-next")]
    assert (len(planned) - len(first)) / len(MANY) == pytest.approx(mix.habits.follow_ups, abs=0.01)
    languages = Counter(one.language for one in first)
    for language, share in mix.habits.languages.items():
        assert languages[language] / len(MANY) == pytest.approx(share, abs=0.01), language


def test_ranks_follow_zipf_where_language_and_follow_up_leave_the_choice(city: Mix) -> None:
    alone = [one for one in drawn(city, MANY, 2, "1") if one.language == "fr" and not one.conversation]
    counts = Counter(intent(one.question.id) for one in alone)
    first, fifth = city.answered[0].name, city.answered[4].name
    assert counts[first] / counts[fifth] == pytest.approx(5.0, rel=0.25)


def test_new_questions_are_new_in_every_run_and_repeats_are_not(city: Mix) -> None:
    one, other = ({p.question.question for p in drawn(city, MANY, 3, run) if not p.repeat} for run in "12")
    assert not one & other
    same = [{p.question.question for p in drawn(city, MANY, 3, run) if p.repeat} for run in "12"]
    assert same[0] == same[1]


def test_a_follow_up_comes_later_in_the_same_conversation(city: Mix) -> None:
    planned = drawn(city, MANY, 4, "9")
    begun = {
        one.conversation: one.due for one in planned if one.conversation and "-next" not in one.question.id
    }
    followed = [one for one in planned if one.question.id.endswith("-next")]
    assert followed
    assert all(one.due > begun[one.conversation] for one in followed)
    assert len({one.conversation for one in followed}) == len(followed)


def test_in_a_crisis_most_ask_about_it_in_many_wordings() -> None:
    mix = load_mix("city", COMMUNE, "flood")
    planned = drawn(mix, MANY, 5, "1", (100.0, 400.0))
    about = {ask.name for ask in mix.crisis}
    during = [one for one in planned if 100 <= one.due < 400 and not one.question.id.endswith("-next")]
    urgent = [one for one in during if intent(one.question.id) in about]
    assert mix.crisis_document
    assert len(urgent) / len(during) == pytest.approx(mix.crisis_document.share, abs=0.03)
    assert len({one.question.question for one in urgent if one.repeat}) > 12
    assert not [one for one in planned if one.due < 100 and intent(one.question.id) in about]


def test_a_rumour_is_one_question_in_at_least_twenty_phrasings_and_three_languages() -> None:
    mix = load_mix("city", COMMUNE, "rumour")
    (one,) = mix.crisis
    assert len({text for texts in one.wordings.values() for text in texts}) >= 20
    during = [
        planned for planned in drawn(mix, MANY, 5, "1", (0.0, 800.0)) if intent(planned.question.id) == "eau"
    ]
    assert len({planned.question.question for planned in during if planned.repeat}) >= 20
    assert {planned.language for planned in during} == {"fr", "en", "es"}


def test_a_language_without_wording_falls_back(city: Mix) -> None:
    languages = Counter(one.language for one in drawn(city, MANY, 6, "1"))
    assert languages["fr"] > languages["en"] > 0
    assert set(languages) <= {"fr", "en", "es"}


def test_a_seed_draws_the_same_again(city: Mix) -> None:
    assert drawn(city, MANY[:200], 7, "1") == drawn(city, MANY[:200], 7, "1")


@pytest.mark.parametrize(
    ("toml", "line", "why"),
    [
        ('intents = "a.jsonl"\nrepeats = 2', "", "repeats"),
        ('intents = "none.jsonl"', "", "FileNotFoundError"),
        ('intents = "a.jsonl"\nunknown = 1', "", "unknown"),
        ('intents = "a.jsonl"', '{"intent": "a", "asked": {"fr": ["?"]}, "type": "poem"}', "type"),
        ('intents = "a.jsonl"', '{"asked": {"fr": ["?"]}, "type": "fact"}', "intent"),
    ],
)
def test_a_wrong_mix_is_refused_with_its_reason(tmp_path: Path, toml: str, line: str, why: str) -> None:
    (tmp_path / "own.toml").write_text(toml)
    (tmp_path / "a.jsonl").write_text(line)
    with pytest.raises(Fault, match=why):
        load_mix(str(tmp_path / "own.toml"), COMMUNE)


def test_an_unknown_crisis_is_refused(city: Mix) -> None:
    with pytest.raises(Fault, match="tempest"):
        load_mix(city.name, COMMUNE, "tempest")


def test_what_is_scored_is_what_the_file_says(city: Mix) -> None:
    told: dict[str, Any] = {ask.name: ask.scored for ask in city.answered}
    assert told["hauteur-ua"]["cite"]["locator"] == "UA 10"
    assert all(ask.scored["decline"] for ask in city.unanswerable)
