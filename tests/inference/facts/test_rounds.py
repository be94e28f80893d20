"""When waste is collected: streets however written, public holidays, two tables of one round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.facts.days import Calendar
from inference.facts.round_days import OnHoliday, collection, on_holiday
from inference.facts.rounds import collections_on, next_collections, not_understood, rounds_of_street
from inference.facts.streets import same_street
from ingest.facts import Round

CALENDAR = Calendar("45300")
FIRST = date(2026, 1, 1)
NEXT_DAY = "En cas de jour férié, la collecte est décalée au lendemain"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("12 bis, av. de la Gare", "Avenue de la Gare"),
        ("bd de la république", "Boulevard de la République"),
        ("3 pl église", "Place de l'Église"),
        ("chem des vignes", "Chemin des Vignes"),
        ("rue st jean", "Rue Saint-Jean"),
        ("25 rue du 8 mai 1945", "Rue du 8 mai 1945"),
    ],
)
def test_a_street_is_known_however_it_is_written(typed: str, written: str) -> None:
    assert same_street(typed, written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("rue du Pont", "rue du Port"),
        ("rue de la Gare", "avenue de la Gare"),
        ("place du 8 mai", "place du 11 mai"),
    ],
)
def test_two_streets_are_not_one(typed: str, written: str) -> None:
    assert not same_street(typed, written)


TABLE = (
    Round("Ordures ménagères", "", "Nord", ("Rue du Pont",), (0,)),
    Round("Ordures ménagères", "", "Sud", ("Avenue de la Gare",), (1,)),
    Round("Emballages", "", "Nord", weekdays=(2,), week_parity=2),
    Round("Verre", "", weekdays=(0,), nth=(1,)),
)


def test_a_street_has_its_rounds_its_sectors_and_the_whole_communes() -> None:
    monday = date(2026, 11, 23)
    found = next_collections(TABLE, monday, CALENDAR, street="4, rue du pont")
    assert [(passing.round.waste, passing.day) for passing in found] == [
        ("Ordures ménagères", monday),
        ("Emballages", date(2026, 11, 25)),
        ("Verre", date(2026, 12, 7)),
    ]


def test_a_street_that_no_row_names_has_no_guess() -> None:
    assert next_collections(TABLE, date(2026, 11, 23), CALENDAR, street="rue Inconnue") == []


def test_a_sector_is_known_with_or_without_its_word() -> None:
    found = next_collections(TABLE, date(2026, 11, 23), CALENDAR, sector="secteur nord")
    assert [passing.round.waste for passing in found] == ["Ordures ménagères", "Emballages", "Verre"]


def test_only_some_numbers_of_a_street_leave_a_doubt() -> None:
    table = [Round("Verre", "", "", ("Rue du Pont (côté pair)", "Rue du Pont"), (0,))]
    (found,) = collections_on(rounds_of_street(table, "rue du pont"), date(2026, 11, 23), CALENDAR)
    assert not found.certain


@pytest.mark.parametrize(
    ("comment", "policy"),
    [
        ("", OnHoliday.NOT_SAID),
        ("bac pucé", OnHoliday.NOT_SAID),
        (NEXT_DAY, OnHoliday.NEXT_DAY),
        ("Jour férié : collecte reportée au lendemain.", OnHoliday.NEXT_DAY),
        ("Les jours fériés, la collecte est avancée à la veille", OnHoliday.DAY_BEFORE),
        ("Les collectes sont assurées les jours fériés", OnHoliday.KEPT),
        ("Pas de collecte les jours fériés", OnHoliday.UNCLEAR),
        ("Les collectes sont assurées les jours fériés sauf le 1er mai", OnHoliday.UNCLEAR),
        ("Jour férié : rattrapage le samedi suivant", OnHoliday.UNCLEAR),
        ("Jour férié : toutes les collectes de la semaine sont décalées au lendemain", OnHoliday.UNCLEAR),
    ],
)
def test_what_a_round_does_on_a_public_holiday(comment: str, policy: OnHoliday) -> None:
    assert on_holiday(comment) is policy


def test_a_collection_moved_by_a_holiday_says_so() -> None:
    whit_monday, tuesday = date(2027, 5, 17), date(2027, 5, 18)
    moved = Round("Ordures ménagères", "", weekdays=(0,), comment=NEXT_DAY)
    assert collection(moved, whit_monday, CALENDAR) is None
    passing = collection(moved, tuesday, CALENDAR)
    assert passing is not None
    assert passing.moved_from == whit_monday
    assert passing.certain
    assert passing.remarks == (NEXT_DAY,)


def test_without_a_word_on_holidays_that_day_is_in_doubt() -> None:
    passing = collection(Round("Verre", "", weekdays=(0,)), date(2027, 5, 17), CALENDAR)
    assert passing is not None
    assert not passing.certain


def test_an_unclear_word_on_holidays_leaves_their_whole_week_in_doubt() -> None:
    unclear = Round("Verre", "", weekdays=(4,), comment="Jour férié : voir le calendrier de la semaine")
    week, plain = (collection(unclear, day, CALENDAR) for day in (date(2027, 5, 21), date(2027, 5, 28)))
    assert week is not None
    assert plain is not None
    assert (week.certain, plain.certain) == (False, True)


def test_a_comment_that_nobody_understands_leaves_the_round_in_doubt() -> None:
    passing = collection(
        Round("Verre", "", weekdays=(0,), comment="sauf semaine 53"), date(2026, 11, 23), CALENDAR
    )
    assert passing is not None
    assert not passing.certain


def test_days_given_one_by_one_stand_alone_between_the_first_and_the_last() -> None:
    weekly = Round("Verre", "", "Nord", weekdays=(0,))
    dated = Round(
        "Verre", "", "Secteur Nord", dates=tuple(date(2026, 11, 2) + timedelta(days=7 * n) for n in (0, 1, 3))
    )
    days = [FIRST + timedelta(days=n) for n in range(365)]
    november = [day.day for day in days if day.month == 11 and collections_on([weekly, dated], day, CALENDAR)]
    assert november == [2, 9, 23, 30]


def test_two_tables_that_differ_are_both_said_and_neither_believed() -> None:
    weekly = Round("Verre", "", "Nord", weekdays=(2,))
    dated = Round("Verre", "", "Nord", dates=(date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)))
    for day in (date(2026, 11, 4), date(2026, 11, 9)):
        assert [passing.certain for passing in collections_on([weekly, dated], day, CALENDAR)] == [False]


def test_rounds_without_days_are_there_to_be_shown() -> None:
    vague = Round("Encombrants", "", comment="sur inscription")
    assert not_understood([*TABLE, vague]) == [vague]
    assert next_collections([vague], FIRST, CALENDAR) == []


rules = st.builds(
    Round,
    st.just("Verre"),
    st.just(""),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    nth=st.sampled_from([(), (1,), (2, 4), (-1,), (1, 3), (5,)]),
    week_parity=st.sampled_from([0, 1, 2]),
    months=st.sampled_from([(), (4, 5, 6), (12, 1), (11,)]),
)


def passes(rule: Round, day: date) -> bool:
    """As a person with a wall calendar would say, counting the days of the month one by one."""
    same = [date(day.year, day.month, n) for n in range(1, 32) if _exists(day.year, day.month, n)]
    same = [other for other in same if other.weekday() == day.weekday()]
    rank = same.index(day) + 1
    return (
        day.weekday() in rule.weekdays
        and (not rule.months or day.month in rule.months)
        and (not rule.nth or rank in rule.nth or (-1 in rule.nth and day == same[-1]))
        and (not rule.week_parity or (int(day.strftime("%V")) % 2 == 1) == (rule.week_parity == 1))
    )


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


@settings(max_examples=200, deadline=None)
@given(rules, st.integers(0, 1200))
def test_every_day_is_as_a_wall_calendar_says(rule: Round, ahead: int) -> None:
    for day in (FIRST + timedelta(days=ahead + n) for n in range(40)):
        if CALENDAR.is_public_holiday(day) is None:
            passing = collection(rule, day, CALENDAR)
            assert (passing is not None and passing.certain) == passes(rule, day), day


@settings(max_examples=60, deadline=None)
@given(rules, st.integers(0, 800))
def test_the_next_collection_is_the_first_day_that_passes(rule: Round, ahead: int) -> None:
    start = FIRST + timedelta(days=ahead)
    found = next_collections([rule], start, CALENDAR)
    days = (start + timedelta(days=n) for n in range(400))
    expected = next((day for day in days if collection(rule, day, CALENDAR)), None)
    assert [passing.day for passing in found] == ([expected] if expected else [])


def test_a_collection_moved_onto_another_holiday_is_in_doubt_and_not_lost() -> None:
    friday = Round("Verre", "", weekdays=(4,), comment=NEXT_DAY)
    passing = collection(friday, date(2026, 12, 26), Calendar("67482"))
    assert passing is not None
    assert not passing.certain


def test_good_friday_in_alsace_leaves_a_round_in_doubt() -> None:
    friday = Round("Verre", "", weekdays=(4,), comment=NEXT_DAY)
    days = (date(2027, 3, 26), date(2027, 3, 27))
    found = [collection(friday, day, Calendar("67482")) for day in days]
    assert [passing is not None and passing.certain for passing in found] == [False, False]
    assert all(found)
