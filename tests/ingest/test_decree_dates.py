"""Every date from 1900 to 2099 reads back from every form in which acts write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decree.dates import dates_in
from ingest.decree.votes import votes_in
from ingest.facts import Votes

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SMALL = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt")


def in_letters(number: int) -> str:
    """1 to 99, as schoolbooks write it."""
    if number < 20:
        return SMALL[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    ten = TENS[tens]
    if not unit:
        return "quatre-vingts" if tens == 8 else ten
    joint = " et " if unit in (1, 11) and tens != 8 else "-"
    return f"{ten}{joint}{SMALL[unit]}"


def year_in_letters(year: int, thousand: str = "deux mille") -> str:
    century, rest = ("mil neuf cent", year - 1900) if year < 2000 else (thousand, year - 2000)
    return f"{century} {in_letters(rest)}" if rest else century


def forms(day: date) -> list[str]:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    figure = "1er" if day.day == 1 else str(day.day)
    word = "premier" if day.day == 1 else in_letters(day.day)
    year = year_in_letters(day.year)
    return [
        f"Fait à Corvelle, le {figure} {month} {day.year}",
        f"Séance du {weekday} {figure} {month} {day.year} à 18 h",
        f"LE {figure} {month} {day.year}".upper(),
        f"le {day:%d/%m/%Y}",
        f"le {day:%d.%m.%Y}.",
        f"le {day:%d-%m-%Y}",
        f"daté du {day.isoformat()}",
        f"le {word} {month} {year}",
        f"L'an {year}, le {word} {month} à vingt heures",
        f"L’an {year.replace('-', ' ')} et le {word} du mois de {month}, le conseil",
        f"L'AN {year_in_letters(day.year, 'deux mil')} LE {weekday} {word} {month}".upper(),
        f"L'an {day.year}, le {figure} {month}, à dix-neuf heures",
        f"le {figure} {month} {year}",
    ]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_written_form_of_a_date_reads_back(day: date) -> None:
    for text in forms(day):
        assert [found.day for found in dates_in(text)] == [day], text


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.text(max_size=20), st.text(max_size=20))
def test_a_date_is_found_where_it_stands(day: date, before: str, after: str) -> None:
    written = f"{day.day if day.day > 1 else '1er'} {MONTHS[day.month - 1]} {day.year}"
    text = f"{before} le {written} . {after}"
    found = next(one for one in dates_in(text) if one.day == day)
    assert written in text[found.start : found.end]


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in dates_in(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le l5 avrll 2O24", date(2024, 4, 15)),
        ("A Vence, le 2l septembre 2006", date(2006, 9, 21)),
        ("le ler mars 2021", date(2021, 3, 1)),
        ("le 6 rnars 2024", date(2024, 3, 6)),
        ("le 12/O4/2O19", date(2019, 4, 12)),
    ],
)
def test_what_a_scanner_misread_is_a_guess(text: str, day: date) -> None:
    (found,) = dates_in(text)
    assert (found.day, found.sure) == (day, False)


def test_two_figures_of_a_year_are_a_guess() -> None:
    assert [(one.day.year, one.sure) for one in dates_in("le 03/02/98 puis le 03/02/24")] == [
        (1998, False),
        (2024, False),
    ]


@pytest.mark.parametrize(
    "text",
    ["le 31 février 2024", "n° 2024-012", "12 rue du 8 mai", "article 2122-22", "034-213401722-20140522"],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Pour : 58 Contre : 1 (M. Lenoir) Adopté à la majorité", Votes(58, 1, None, False)),
        ("Contre : 8 (A + B) Abstention : 4 – Adopté à l'unanimité", Votes(None, 8, 4, True)),
        ("par 12 voix pour, 3 contre et 2 abstentions", Votes(12, 3, 2)),
        ("Votants : 15, Pour : 15 Contre : 0 Abstention(s) : néant", Votes(15, 0, 0)),
        ("à la majorité par quatorze voix pour et une voix contre", Votes(14, 1, None, False)),
        ("VOTE : 14 POUR – 0 CONTRE - 1 ABSTENTION", Votes(14, 0, 1)),
        ("La parcelle TC 146 pour 300 euros, la lutte contre le bruit", Votes()),
    ],
)
def test_votes_are_told_as_printed(text: str, votes: Votes) -> None:
    assert votes_in(text) == votes
