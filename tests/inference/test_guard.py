"""What an answer claims is contained in what it cites."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.figures import stated, supported
from inference.guard import Guard, Unsupported, Verdict
from tests.inference.written import passage

HEIGHT = passage("La hauteur est limitée à 9 mètres à l'égout du toit.", label="Article UA 10", number=0)
FEES = passage("Le repas de cantine coûte 3,42 € ; le quotient familial va jusqu'à 11 142 €.", number=1)
OPENING = passage("La mairie ouvre à neuf heures et ferme à 17 h 30, téléphone 04 67 34 70 00.", number=2)
SHELF = (HEIGHT, FEES, OPENING)


def streamed(guard: Guard, pieces: list[str]) -> str:
    return "".join(guard.release(piece) for piece in pieces) + guard.finish()


def test_a_sentence_is_held_until_it_is_whole() -> None:
    guard = Guard(SHELF)
    assert not guard.release("La hauteur est limitée à 9")
    assert not guard.release(" mètres.")
    assert guard.release(" La") == "La hauteur est limitée à 9 mètres."
    assert guard.finish() == " La"


def test_a_point_in_a_number_or_after_an_initial_ends_no_sentence() -> None:
    guard = Guard(SHELF)
    assert not guard.release("Le quotient de M. Ferrand va jusqu'à 11.142 ")


def test_a_figure_of_no_passage_is_never_shown() -> None:
    guard = Guard(SHELF)
    with pytest.raises(Unsupported):
        streamed(guard, ["La hauteur est limitée à ", "12", " mètres."])


def test_number_words_wait_for_the_next_one() -> None:
    hundreds = passage("Le tarif est de neuf cents euros.")
    assert streamed(Guard([hundreds]), ["Le tarif est de neuf ", "cents ", "euros."]).endswith(
        "neuf cents euros."
    )


@pytest.mark.parametrize("mark", [" [1]", "[1]", " [12]"])
def test_marks_are_removed(mark: str) -> None:
    text = f"La hauteur est limitée à 9 mètres{mark}."
    assert Guard(SHELF).check(text).text == "La hauteur est limitée à 9 mètres."
    assert streamed(Guard(SHELF), list(text)) == "La hauteur est limitée à 9 mètres."


def test_a_mark_cannot_hide_a_figure() -> None:
    with pytest.raises(Unsupported):
        streamed(Guard(SHELF), ["La hauteur est limitée à 1", "[1]", "2 mètres."])


def test_the_passage_that_holds_the_figure_is_cited_though_another_is_marked() -> None:
    checked = Guard(SHELF).check("Le repas de cantine coûte 3,42 € [1].")
    assert FEES in checked.cited


def test_two_figures_of_two_passages_cite_both() -> None:
    checked = Guard(SHELF).check("La hauteur est limitée à 9 mètres, le repas de cantine coûte 3,42 €.")
    assert {HEIGHT, FEES} <= set(checked.cited)


def test_one_passage_is_enough_when_it_holds_everything() -> None:
    assert Guard(SHELF).check("La hauteur est limitée à 9 mètres.").cited == (HEIGHT,)


@pytest.mark.parametrize(
    "text", ["Bonjour, je recommande plutôt la piscine olympique voisine.", "Oui.", "Non !"]
)
def test_an_answer_grounded_in_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unsupported):
        Guard(SHELF).check(text)


def test_without_passages_nothing_can_be_said() -> None:
    with pytest.raises(Unsupported):
        Guard([]).check("La hauteur est limitée à 9 mètres.")


def test_a_bare_supported_figure_is_an_answer() -> None:
    assert Guard(SHELF).check("9 m").cited == (HEIGHT,)


ANSWERS = st.sampled_from(
    [
        "La hauteur est limitée à 9 mètres [1].",
        "La hauteur est limitée à 90 mètres.",
        "Le quotient familial va jusqu'à 11 142 € [2], le repas coûte 3,42 €.",
        "Le quotient familial va jusqu'à 11 143 €.",
        "La mairie ouvre à neuf heures trente et ferme à 17 h 30.",
        "La mairie ouvre à 9 heures moins le quart, téléphone 04 67 34 70 00.",
        "La mairie ferme à 17 h 45, téléphone 04 67 34 70 01.",
        "Neuf cent mille euros, ou neuf euros, ou 9 [3] 000 euros.",
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "la",
            "mairie",
            "hauteur",
            "cantine",
            "et",
            "le",
            "à",
            "€",
            "mètres",
            ".",
            "[1]",
            "[9]",
            "h",
            "heures",
        ),
        *(
            "9",
            "17",
            "30",
            "3,42",
            "11",
            "142",
            "neuf",
            "cents",
            "mille",
            "vingt",
            "quart",
            "moins",
            "04",
            "67",
        ),
    ]
)
SCRIBBLES = st.lists(WORDS, max_size=14).map(" ".join)
DIGITS = re.compile(r"\d+")
SHELF_FIGURES = supported(" ".join(f"{p.title} {p.label} {p.text}" for p in SHELF))


@settings(deadline=None)
@given(text=ANSWERS | SCRIBBLES | st.text(max_size=40), data=st.data())
def test_however_it_is_split_no_unsupported_figure_is_released(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(0, len(text)), max_size=8))
    edges = [0, *sorted(cuts), len(text)]
    guard, shown = Guard(SHELF), ""
    try:
        for start, end in pairwise(edges):
            shown += guard.release(text[start:end])
            assert stated(shown) <= SHELF_FIGURES
        shown += guard.finish()
    except Unsupported:
        pass
    assert stated(shown) <= SHELF_FIGURES


@settings(deadline=None)
@given(text=ANSWERS | SCRIBBLES)
def test_what_is_released_is_the_text_without_its_marks_or_less(text: str) -> None:
    bare = re.sub(r"\s?\[\d{1,2}\]", "", text)
    guard, shown = Guard(SHELF), ""
    try:
        shown = streamed(guard, list(text))
    except Unsupported:
        assert not guard.decisions[-1].passed
    else:
        assert shown.strip() == bare.strip()


@settings(deadline=None)
@given(text=ANSWERS | SCRIBBLES | st.text(max_size=60))
def test_a_checked_answer_holds_only_figures_of_what_it_cites(text: str) -> None:
    try:
        checked = Guard(SHELF).check(text)
    except Unsupported:
        return
    cited = " ".join(f"{p.title} {p.label} {p.text}" for p in checked.cited)
    assert checked.cited
    assert stated(checked.text) <= supported(cited)


def test_a_name_of_no_passage_is_refused_unless_it_is_the_communes() -> None:
    text = "La mairie de Valbrume ouvre à neuf heures."
    with pytest.raises(Unsupported, match="name valbrume"):
        Guard(SHELF).check(text)
    assert Guard(SHELF, known="Valbrume-sur-Oisette").check(text)


def test_a_weekday_of_no_passage_is_refused() -> None:
    with pytest.raises(Unsupported, match="day mardi"):
        Guard(SHELF).check("La mairie ouvre le mardi à neuf heures.")


def test_what_was_decided_of_each_sentence_is_kept() -> None:
    guard = Guard(SHELF)
    with pytest.raises(Unsupported):
        streamed(guard, ["La hauteur est limitée à 9 mètres. ", "Le repas de cantine coûte 4 €. "])
    first, second = guard.decisions
    assert (first.verdict, first.passage_id) == (Verdict.COPIED, HEIGHT.passage_id)
    assert (second.verdict, second.why) == (Verdict.REFUSED, "nowhere: 4")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Le repas de cantine coûte-t-il 3,42 € ?", "Oui, le repas de cantine coûte 3,42 €."),
        ("La hauteur est-elle limitée ?", "Oui, la hauteur est limitée."),
    ],
)
def test_an_echo_of_the_question_proves_nothing(asked: str, answered: str) -> None:
    with pytest.raises(Unsupported):
        Guard(SHELF, asked).check(answered)
    assert Guard(SHELF).check(answered)
