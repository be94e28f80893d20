"""The cheapest rung that is certain answers."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.amendments import Amendment, Amendments
from inference.engine import Engine
from inference.events import Done, Replace, Text
from inference.figures import stated, supported
from inference.question import Kind
from ops.fault import Fault
from tests.fake_engine import FakeEngine, eventually
from tests.inference.town import DOGS, DOGS_VAGUELY, GARDENING, HOURS, RUGBY, Answered, Town, asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.question import Answer, Question
    from ingest.shelf import StoredPassage

RIGHT = "Les travaux de jardinage bruyants sont autorisés le samedi de 9 h à 12 h et de 15 h à 18 h."
CRY = "mon mari me frappe"
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


def figures_cited(answer: Answer) -> set[str]:
    return supported(" ".join(f"{c.title} {c.locator} {c.passage}" for c in answer.citations))


def test_hours_never_touch_the_engine(town: Town, engine: FakeEngine) -> None:
    answer = town.ask(engine, HOURS).answer
    assert answer.kind is Kind.HOURS
    assert answer.citations[0].file == "annuaire.json"
    assert engine.prompts == []


def test_a_supported_text_is_streamed_with_its_source(town: Town, engine: FakeEngine) -> None:
    engine.says(*(f"{word} " for word in RIGHT.split()))
    told = town.ask(engine, GARDENING)
    assert told.answer.kind is Kind.GENERATED
    assert told.streamed.strip() == told.answer.text == RIGHT
    assert [citation.file for citation in told.sources] == ["bruit_2025.html"]
    assert told.sources == told.answer.citations
    assert told.answer.model == "a model"
    assert 0 < told.answer.first_text_seconds <= told.answer.seconds


def test_what_a_quotation_says_too_is_shown_of_a_small_model(town: Town, engine: FakeEngine) -> None:
    engine.says(RIGHT)
    answer = town.ask(engine, GARDENING, seconded=True).answer
    assert (answer.kind, answer.text) == (Kind.GENERATED, RIGHT)


@pytest.mark.parametrize(("question", "kind"), [(DOGS, Kind.QUOTED), (DOGS_VAGUELY, Kind.DECLINED)])
def test_a_model_is_not_asked_where_the_passages_hardly_tell_it(
    town: Town, engine: FakeEngine, question: Question, kind: Kind
) -> None:
    assert town.ask(engine, question, asking=1.0).answer.kind is kind
    assert engine.prompts == []


def test_nothing_about_it_is_declined_without_the_engine(town: Town, engine: FakeEngine) -> None:
    told = town.ask(engine, RUGBY)
    assert told.answer.kind is Kind.DECLINED
    assert told.answer.handoff is not None
    assert told.answer.handoff.phone == "03 53 01 24 10"
    assert engine.prompts == []


@pytest.mark.parametrize("said", [["INCONNU"], ["INC", "ON", "NU."], [" \n", "INCONNU"], [""], []])
def test_when_the_model_does_not_know_the_passage_is_quoted(
    town: Town, engine: FakeEngine, said: list[str]
) -> None:
    engine.says(*said)
    told = town.ask(engine, DOGS)
    assert told.answer.kind is Kind.QUOTED
    assert told.sources[0].passage in told.answer.text
    assert "INC" not in told.streamed.replace(told.answer.text, "")


def test_when_the_model_does_not_know_and_no_passage_is_close_it_is_declined(
    town: Town, engine: FakeEngine
) -> None:
    engine.says("INCONNU")
    assert town.ask(engine, DOGS_VAGUELY).answer.kind is Kind.DECLINED


def test_an_unsupported_sentence_is_never_shown_the_passage_is(town: Town, engine: FakeEngine) -> None:
    engine.says(
        "Les chiens sont tenus ", "en laisse dans les parcs, ", "sous peine de ", "135", " € d'amende."
    )
    told = town.ask(engine, DOGS)
    assert "135" not in told.streamed
    assert "38 €" in told.answer.text
    assert told.answer.kind is Kind.QUOTED


def test_a_hanging_engine_gives_the_passage_at_the_deadline(town: Town, engine: FakeEngine) -> None:
    engine.fails(after=0, how="hang")
    answer = town.ask(engine, DOGS, seconds=0.4).answer
    assert answer.kind is Kind.QUOTED
    assert 0.3 < answer.seconds < 1.5
    assert eventually(lambda: engine.cancelled == 1)


def test_a_vague_question_that_takes_too_long_is_not_told_that_nothing_was_found(
    town: Town, engine: FakeEngine
) -> None:
    engine.fails(after=0, how="hang")
    answer = town.ask(engine, DOGS_VAGUELY, seconds=0.4).answer
    assert answer.kind is Kind.DECLINED
    assert "pas eu le temps" in answer.text


def test_an_engine_that_falls_silent_half_way_is_replaced(town: Town, engine: FakeEngine) -> None:
    engine.says("Les chiens sont tenus en laisse dans les parcs municipaux. ", "Une amende ", "de 38 €.")
    engine.fails(after=2, how="hang")
    told = town.ask(engine, DOGS, seconds=0.5)
    assert told.streamed
    assert told.replaced == told.answer.text


@pytest.mark.parametrize("how", ["hang", "die"])
def test_what_stands_is_kept_where_no_passage_could_take_its_place(
    town: Town, engine: FakeEngine, how: str
) -> None:
    stands = "Les chiens sont tenus en laisse dans les parcs municipaux."
    engine.says(f"{stands} ", "Une amende ", "de 38 €.")
    engine.fails(after=2, how=how)
    told = town.ask(engine, DOGS_VAGUELY, seconds=0.5)
    assert (told.answer.kind, told.answer.text) == (Kind.GENERATED, stands)
    assert told.replaced is None


def test_what_a_later_act_changes_is_never_written_without_it(
    town: Town, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = "L'amende de 38 € est portée à 68 €."

    def among(_self: Amendments, passages: Sequence[StoredPassage], _day: date) -> tuple[Amendment, ...]:
        told = [one for one in passages if "38 €" in one.text]
        return tuple(Amendment(later, one, None, one.document_id) for one in told)

    monkeypatch.setattr(Amendments, "among", among)
    engine.says("Les chiens sont tenus en laisse, sous peine d'une amende de 38 €.")
    answer = town.ask(engine, DOGS).answer
    assert answer.kind is Kind.QUOTED
    assert later in answer.text


@pytest.mark.parametrize("how", ["die", "error"])
@pytest.mark.parametrize("after", [0, 2])
def test_a_dying_engine_never_leaves_half_an_answer(
    town: Town, engine: FakeEngine, how: str, after: int
) -> None:
    engine.says("Les chiens sont ", "tenus en laisse dans les parcs ", "municipaux.")
    engine.fails(after=after, how=how)
    assert town.ask(engine, DOGS).answer.kind is Kind.QUOTED


def test_without_an_engine_hours_and_passages_still_answer(town: Town) -> None:
    assert town.ask(NOWHERE, HOURS).answer.kind is Kind.HOURS
    assert town.ask(NOWHERE, DOGS).answer.kind is Kind.QUOTED
    assert town.ask(NOWHERE, RUGBY).answer.kind is Kind.DECLINED


def test_without_an_engine_the_rest_is_asked_to_come_back(town: Town) -> None:
    with pytest.raises(Fault) as refused:
        town.ask(NOWHERE, DOGS_VAGUELY)
    assert refused.value.key == "engine.unavailable"
    assert refused.value.retry_after_seconds == 30


def test_a_loading_engine_is_like_none(town: Town, engine: FakeEngine) -> None:
    engine.loading = True
    assert town.ask(engine, DOGS).answer.kind is Kind.QUOTED
    with pytest.raises(Fault, match="503"):
        town.ask(engine, DOGS_VAGUELY)


def test_one_question_too_many_gets_the_passage_at_once(town: Town, engine: FakeEngine) -> None:
    engine.fails(after=0, how="hang")

    async def crowd() -> Answer:
        client = Engine(engine.address, "parvis", slots=1, queue=1)
        ladder = town.ladder(client, seconds=20)
        waiting = [asyncio.ensure_future(_last(ladder, text)) for text in (GARDENING, DOGS_VAGUELY)]
        await asyncio.sleep(0.3)
        answer = await _last(ladder, DOGS)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await client.close()
        return answer

    answer = asyncio.run(crowd())
    assert answer.kind is Kind.QUOTED
    assert answer.seconds < 5.0  # of the 20 that those before it wait
    assert engine.most_running == 1
    assert eventually(lambda: engine.running == 0)


async def _last(ladder: object, text: str) -> Answer:
    events = [event async for event in ladder.climb(asked(text))]  # type: ignore[attr-defined]
    assert isinstance(events[-1], Done)
    return events[-1].answer


def test_the_repealed_act_answers_for_its_own_time_only(town: Town, engine: FakeEngine) -> None:
    engine.says("INCONNU")
    assert "20 h" in town.ask(engine, GARDENING, at="2024-06-01T10:00").answer.text
    assert "20 h" not in town.ask(engine, GARDENING, at="2026-06-01T10:00").answer.text


def asked_in_turn(town: Town, engine: FakeEngine, *questions: Question, **limits: float) -> list[Answered]:
    return asyncio.run(town.answered(engine, *questions, **limits))


def test_words_that_answer_by_themselves_are_quoted_without_the_engine(
    town: Town, engine: FakeEngine
) -> None:
    answer = town.ask(engine, GARDENING, certain=0.6).answer
    assert answer.kind is Kind.QUOTED
    assert "de 9 h à 12 h et de 15 h à 18 h" in answer.text
    assert engine.prompts == []


def test_the_same_question_again_is_answered_from_what_was_written(town: Town, engine: FakeEngine) -> None:
    engine.says(RIGHT)
    first, again = asked_in_turn(town, engine, asked(GARDENING), asked(GARDENING.lower()))
    assert (first.answer.kind, again.answer.kind) == (Kind.GENERATED, Kind.CACHED)
    assert again.answer.text == first.answer.text
    assert again.answer.citations == first.answer.citations
    assert len(engine.prompts) == 1


def test_what_was_written_for_one_day_is_not_told_on_another(town: Town, engine: FakeEngine) -> None:
    engine.says(RIGHT)
    before_the_repeal = asked(GARDENING, at="2024-06-01T10:00")
    _, then = asked_in_turn(town, engine, asked(GARDENING), before_the_repeal)
    assert then.answer.kind is not Kind.CACHED
    assert "15 h à 18 h" not in then.answer.text


def test_people_who_ask_the_same_at_once_share_one_writing(town: Town, engine: FakeEngine) -> None:
    engine.says(RIGHT, delay=0.3)

    async def crowd() -> list[Answer]:
        client = Engine(engine.address, "parvis", slots=4, queue=4)
        ladder = town.ladder(client)
        answers = await asyncio.gather(*(_last(ladder, GARDENING) for _ in range(5)))
        await client.close()
        return list(answers)

    answers = asyncio.run(crowd())
    assert {answer.text for answer in answers} == {RIGHT}
    assert len({answer.answer_id for answer in answers}) == 5, "each is judged by its own reader"
    assert len(engine.prompts) == 1


def test_a_question_that_leans_on_another_is_answered_as_a_whole(town: Town, engine: FakeEngine) -> None:
    tuesday = asked(HOURS, conversation_id="camille")
    _, saturday = asked_in_turn(town, engine, tuesday, asked("et le dimanche ?", conversation_id="camille"))
    assert saturday.answer.kind is Kind.HOURS
    assert "dimanche" in saturday.answer.text


def test_the_phone_of_the_town_hall_is_told_with_its_source(town: Town, engine: FakeEngine) -> None:
    answer = town.ask(engine, "Quel est le numéro de téléphone de la mairie ?").answer
    assert answer.kind is Kind.CONTACT
    assert "03 53 01 24 10" in answer.text
    assert answer.citations[0].file == "annuaire.json"


def test_an_english_question_is_answered_in_english(town: Town, engine: FakeEngine) -> None:
    english = asked("Is the town hall open on Tuesday?", language="en")
    answer = asked_in_turn(town, engine, english)[0].answer
    assert answer.kind is Kind.HOURS
    assert "open" in answer.text


def test_a_question_in_another_language_finds_what_shares_no_word_with_it(
    town: Town, engine: FakeEngine
) -> None:
    """By the words that a town hall knows in it; the passage is told as it is, its frame in that language."""
    english = asked("Must I keep my dogs on a leash in parks?", language="en")
    answer = asked_in_turn(town, engine, english, relevance=0.05)[0].answer
    assert answer.kind is Kind.QUOTED
    assert answer.text.startswith("Here is what the municipality’s documents say, in French")
    assert "tenus en laisse" in answer.text


STREAMS = st.lists(
    st.sampled_from(
        [
            *(
                "Les chiens ",
                "sont tenus ",
                "en laisse",
                " dans les parcs",
                " municipaux",
                ", amende de ",
                "\n",
            ),
            *(
                "38",
                " 38 €",
                "1",
                "35",
                " 135 €",
                "3",
                "8",
                " trente-",
                "huit",
                " cent",
                " mille",
                " 9 h",
                "30",
            ),
            *(
                " de 9 h",
                " à 12",
                " h",
                " et",
                " demie",
                "[1]",
                " [",
                "2",
                "]",
                "INCONNU",
                "IN",
                " midi",
                ".",
            ),
        ]
    ),
    max_size=10,
)


@given(pieces=STREAMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_streamed_no_figure_stands_without_a_passage(
    town: Town, engine: FakeEngine, pieces: list[str]
) -> None:
    engine.says(*pieces)
    told = town.ask(engine, DOGS)
    assert stated(told.answer.text) <= figures_cited(told.answer)
    assert not any(isinstance(event, Replace) for event in told.events), "in time, nothing is taken back"
    shown = "".join(event.text for event in told.events if isinstance(event, Text))
    assert shown.strip() == told.answer.text


def test_a_question_after_a_cry_does_not_lean_on_it(town: Town, engine: FakeEngine) -> None:
    asked_first = [asked(text, conversation_id="camille") for text in (HOURS, CRY, "et le dimanche ?")]
    _, cry, sunday = asked_in_turn(town, engine, *asked_first)
    assert cry.answer.kind is Kind.SIGNPOSTED
    assert sunday.answer.kind is Kind.HOURS
    remembered = asked("et le dimanche ?", earlier=(HOURS, CRY))
    assert asked_in_turn(town, engine, remembered)[0].answer.kind is Kind.HOURS


def test_a_cry_that_leans_on_a_question_is_heard(town: Town, engine: FakeEngine) -> None:
    long = asked(
        "La mairie est-elle ouverte mardi ? " + "C’est pour mon passeport. " * 17, conversation_id="c"
    )
    _, cry = asked_in_turn(town, engine, long, asked("et il me frappe", conversation_id="c"))
    assert cry.answer.kind is Kind.SIGNPOSTED


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quel sera le tarif de la cantine en 2027 ?", date(2027, 7, 1)),
        ("Combien coûtera la salle le 10 janvier 2027 ?", date(2027, 1, 10)),
        ("Le marché a-t-il lieu demain ?", date(2026, 11, 25)),
        ("Quel était le tarif en 2024 ?", date(2026, 11, 24)),
        ("Quand la rue est-elle fermée pour le marché de Noël ?", date(2026, 11, 24)),
        ("Quelle amende pour un chien sans laisse ?", date(2026, 11, 24)),
    ],
)
def test_what_answers_must_hold_on_the_day_to_come_that_is_named(town: Town, text: str, day: date) -> None:
    assert town.facts.day_meant(asked(text)) == day
