"""Opening hours in French sentences: understood whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.comments import general_rules_of, rules_of
from ingest.facts import OpeningSlot
from ingest.schedule.prose import hours_of
from ingest.sentences import WEEKDAYS

Week = dict[int, list[tuple[int, int]]]
NINE, NOON, TWO, FIVE = 540, 720, 840, 1020


def week(statement: str) -> Week | None:
    """The spans of each open weekday, when nothing restricts them."""
    hours = hours_of(statement)
    if hours is None or any(slot.comment for slot in hours.slots):
        return None
    found: Week = {}
    for slot in hours.slots:
        for day in slot.weekdays:
            found[day] = sorted([*found.get(day, []), (slot.opens, slot.closes)])
    return found


def slots(statement: str) -> tuple[OpeningSlot, ...]:
    hours = hours_of(statement)
    assert hours is not None, statement
    return hours.slots


MORNING, DAY = [(NINE, NOON)], [(NINE, NOON), (TWO, FIVE)]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "du mardi au vendredi de 9h à 12h et 14h-17h, fermé le jeudi après-midi",
            {1: DAY, 2: DAY, 3: MORNING, 4: DAY},
        ),
        ("Lundi : 9 h 00 – 12 h 00 / 14 h 00 – 17 h 00", {0: DAY}),
        ("lundi 9h00/12h00 - 14h00/17h00", {0: DAY}),
        ("tous les jours sauf le dimanche de 9h à 12h", dict.fromkeys(range(6), MORNING)),
        (
            "Lundi, mardi et jeudi : 9h-12h et 14h-17h. Mercredi : 9h-12h.",
            {0: DAY, 1: DAY, 3: DAY, 2: MORNING},
        ),
        ("lundi : 9h - 12h 14h - 17h mardi : 9h - 12h mercredi fermé", {0: DAY, 1: MORNING}),
        (
            "de 9h à 12h du lundi au mercredi et le samedi matin de 9h à midi",
            dict.fromkeys((0, 1, 2, 5), MORNING),
        ),
        ("9h-12h le lundi, 14h-17h le mardi", {0: MORNING, 1: [(TWO, FIVE)]}),
        ("Mercredi : 9h-12h, fermé l'après-midi", {2: MORNING}),
        ("Jeudi : fermé le matin / 14h-17h", {3: [(TWO, FIVE)]}),
        ("du lundi au mardi de 9h à 12h et le mardi de 14h à 17h", {0: MORNING, 1: DAY}),
        ("lun. mar. 9h-12h", {0: MORNING, 1: MORNING}),
        ("lundi 9-12h", {0: MORNING}),
        ("du lundi au mardi de 9 heures à 12 heures, sans rendez-vous", {0: MORNING, 1: MORNING}),
        ("du lundi au mardi de 9h à 17h sans interruption", {0: [(NINE, FIVE)], 1: [(NINE, FIVE)]}),
        ("lundi et mardi 9h-12h et 14h-17h, fermé de 12h à 14h", {0: DAY, 1: DAY}),
        ("Matin : 9h-12h, après-midi : 14h-17h, du lundi au mardi", {0: DAY, 1: DAY}),
        ("fermé le lundi", {}),
        ("du lundi au mercredi 9h-12h. Mardi : fermé", {0: MORNING, 2: MORNING}),
    ],
)
def test_a_week_said_in_full(statement: str, expected: Week) -> None:
    assert week(statement) == expected


@pytest.mark.parametrize(
    "statement",
    [
        "du lundi au vendredi 9h-12h ; mercredi 14h-18h",
        "mardi 9h-12h et 14h-17h hors vacances scolaires",
        "lundi 9h-12h, mardi 14h-17h, sur rendez-vous",
        "mardi 9h-12h et 14h-17h sur rendez-vous",
        "mardi matin et jeudi : 9h-12h, 14h-17h",
        "Horaires d'été : lundi 9h-12h",
        "le mercredi à 10h30",
        "ouvert à partir de 9h",
        "un samedi sur deux de 9h à 12h",
        "lundi de 9h à 25h",
        "lundi de 17h à 9h",
        "samedi après-midi de 9h à 12h",
        "9h-12h",
        "du lundi au vendredi",
        "du lundi au vendredi de 9h à 12h sauf le mercredi et le jeudi après-midi",
        "du lundi au vendredi de 9h à 12h (séance de dédicace)",
        "lundi 9h-12h y compris jours fériés",
        "lundi 9h-12h fermé le matin",
        "Du lundi au vendredi : 9h-12h. En août, uniquement sur rendez-vous.",
        "du lundi au vendredi de 9h à 12h, en août de 14h à 17h",
        "lundi 9h-12h, en août, sur rendez-vous",
        "lundi 9h-12h sur rendez-vous, 14h-17h",
        "de mai à juin : lundi 9h-12h ; d'octobre à avril : mardi et mercredi 9h-12h. Fermé le mercredi.",
    ],
)
def test_what_has_two_readings_or_a_strange_word_is_not_understood(statement: str) -> None:
    assert hours_of(statement) is None


@pytest.mark.parametrize(
    ("statement", "comment"),
    [
        ("le samedi matin de 9h à 12h (sauf juillet-août)", "sauf de juillet à août"),
        ("le 1er samedi du mois de 9h à 12h", "uniquement le 1er samedi du mois"),
        ("les 2e et 4e samedis de 9h à 12h", "uniquement les 2e et 4e samedis du mois"),
        ("le samedi de 9h à 12h hors vacances scolaires", "hors vacances scolaires"),
        ("samedi (semaines paires) : 9h-12h", "semaines paires"),
        ("le samedi sur rendez-vous de 9h à 12h", "sur rendez-vous"),
        ("le samedi de 9h à 12h, fermé en août", "sauf en août"),
        ("samedi 9h-12h. Fermeture le samedi en juillet et août.", "sauf de juillet à août"),
        ("le samedi de 9h à 12h, fermé du 1er au 15 août", "sauf du 1er août au 15 août"),
    ],
)
def test_what_restricts_is_said_in_the_slots_comment(statement: str, comment: str) -> None:
    assert slots(statement) == (OpeningSlot((5,), NINE, NOON, comment),)


def test_seasons_share_a_day_without_contradiction() -> None:
    found = slots("De mai à septembre : le mardi de 9h à 17h ; d'octobre à avril : le mardi de 14h à 17h")
    assert found == (
        OpeningSlot((1,), NINE, FIVE, "de mai à septembre"),
        OpeningSlot((1,), TWO, FIVE, "d'octobre à avril"),
    )


def test_a_named_season_is_known_by_its_dates() -> None:
    text = (
        "Horaires d'été (du 1er avril au 30 septembre) : lundi 9h-12h. "
        "Horaires d'hiver (du 1er octobre au 31 mars) : lundi 14h-17h"
    )
    assert [slot.comment for slot in slots(text)] == [
        "du 1er avril au 30 septembre",
        "du 1er octobre au 31 mars",
    ]


@pytest.mark.parametrize(
    ("statement", "comment"),
    [
        ("du lundi au mardi 9h-12h, fermé les jours fériés", "Fermé les jours fériés"),
        ("lundi 9h-12h, mardi 14h-17h. Sur rendez-vous.", "Sur rendez-vous"),
        ("du lundi au mardi de 9h à 12h et sur rendez-vous", "En dehors de ces horaires : sur rendez-vous"),
    ],
)
def test_what_is_said_of_the_whole_week_is_its_comment(statement: str, comment: str) -> None:
    hours = hours_of(statement)
    assert hours is not None
    assert hours.comment == comment
    assert general_rules_of(comment) is not None


spans = st.sampled_from([[(510, 720)], [(840, 1050)], [(540, 720), (810, 1020)], [(480, 1140)]])
weeks = st.dictionaries(st.integers(0, 6), spans, min_size=1)
clocks = st.sampled_from(["{h}h{m:02}", "{h} h {m:02}", "{h}:{m:02}", "{h}H{m:02}"])
joints = st.sampled_from(
    [("de ", " à ", " et "), ("", "-", " / "), ("", " – ", ", "), ("de ", " à ", " puis ")]
)
breaks = st.sampled_from([" ; ", ". ", ", ", "\n", " "])


def said(days: Week, clock: str, joint: tuple[str, str, str], end: str) -> str:
    def at(minute: int) -> str:
        return clock.format(h=minute // 60, m=minute % 60)

    return end.join(
        f"{WEEKDAYS[day]} : " + joint[2].join(joint[0] + at(o) + joint[1] + at(c) for o, c in opened)
        for day, opened in days.items()
    )


@settings(max_examples=300, deadline=None)
@given(weeks, clocks, joints, breaks)
def test_a_week_however_written_reads_the_same(
    days: Week, clock: str, joint: tuple[str, str, str], end: str
) -> None:
    assert week(said(days, clock, joint, end)) == days


@settings(max_examples=300, deadline=None)
@given(
    weeks,
    clocks,
    joints,
    breaks,
    st.integers(0, 40),
    st.sampled_from(["cours", "livraisons", "n°", "conseil", "9"]),
)
def test_one_word_from_elsewhere_and_nothing_is_believed(
    days: Week, clock: str, joint: tuple[str, str, str], end: str, place: int, word: str
) -> None:
    words = said(days, clock, joint, end).split(" ")
    words.insert(place % (len(words) + 1), word)
    found = week(" ".join(words))
    assert found is None or (word == "9" and found != {} and set(found) == set(days))


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "lundi", "du mardi au vendredi", "samedi", "9h-12h", "de 14h à 17h", "et", ",", ";", "fermé",
                "sauf", "sur rendez-vous", "l'après-midi", "le matin", "en août", "hors vacances scolaires",
                ":", "(", ")", "le 1er lundi du mois", "semaines paires", "les jours fériés",
            ]
        ),
        max_size=9,
    ).map(" ".join)
)  # fmt: skip
def test_no_order_of_words_breaks_the_reading_or_escapes_the_evaluator(statement: str) -> None:
    hours = hours_of(statement)
    if hours is not None:
        assert all(rules_of(slot.comment) is not None for slot in hours.slots)
        assert general_rules_of(hours.comment) is not None


def test_what_closes_in_one_season_closes_nothing_in_the_other() -> None:
    text = "En juin : tous les jours 9h-12h, fermé le mardi ; d'octobre à avril : tous les jours 14h-17h"
    assert {(slot.weekdays, slot.opens) for slot in slots(text)} == {
        ((0, 2, 3, 4, 5, 6), NINE),
        ((0, 1, 2, 3, 4, 5, 6), TWO),
    }


def test_two_conditions_may_stand_over_one_clause() -> None:
    found = slots("Période scolaire, semaines paires : le mardi de 9h à 12h")
    assert [slot.comment for slot in found] == ["hors vacances scolaires ; semaines paires"]
