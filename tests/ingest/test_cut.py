"""Cutting: passages that can be cited."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cut import MAX_WORDS, cut, in_full, sections
from ingest.document import Block, Element

SENTENCE = "Le conseil municipal approuve la convention avec la communauté de communes pour dix ans."


def heading(text: str, level: int, page: int | None = None) -> Element:
    return Element(text, Block.HEADING, page, level)


def test_a_passage_never_crosses_a_heading() -> None:
    parts = [heading("Zone UA", 1), Element("Neuf mètres."), heading("Zone UB", 1), Element("Douze mètres.")]
    assert [(p.locator.headings, p.text) for p in cut(parts)] == [
        (("Zone UA",), "Neuf mètres."),
        (("Zone UB",), "Douze mètres."),
    ]


def test_the_locator_gives_the_path_of_headings_and_the_page_where_the_passage_starts() -> None:
    parts = [
        heading("Zone UA", 1, 23),
        heading("Article UA 10", 2, 23),
        Element("Neuf mètres.", page=24),
        Element("Treize au faîtage.", page=25),
    ]
    assert cut(parts)[0].locator.label == "Zone UA › Article UA 10, p. 24"


def test_a_higher_heading_closes_the_lower_ones() -> None:
    parts = [heading("I", 1), heading("A", 2), heading("a", 3), Element("x"), heading("B", 2), Element("y")]
    assert [p.locator.headings for p in cut(parts)] == [("I", "A", "a"), ("I", "B")]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    passages = cut([Element(" ".join([SENTENCE] * 30))])
    assert len(passages) > 3
    assert all(p.text.startswith("Le conseil") and p.text.endswith("ans.") for p in passages)
    assert all(60 <= len(p.text.split()) <= MAX_WORDS for p in passages)


def test_the_rows_of_a_table_stay_whole() -> None:
    rows = [Element(f"Salle : salle n° {n} ; Tarif : {n} €", Block.ROW, 1) for n in range(40)]
    lines = [line for passage in cut(rows) for line in passage.text.splitlines()]
    assert lines == [row.text for row in rows]


def test_a_vote_stays_with_what_was_voted() -> None:
    long = " ".join([SENTENCE] * 7)
    passages = cut(
        [Element(long), Element("12. Vente d'un terrain communal"), Element("Pour : 44 Contre : 8")]
    )
    assert passages[-1].text == "12. Vente d'un terrain communal\nPour : 44 Contre : 8"


def test_a_list_stays_with_the_line_that_opens_it() -> None:
    item = Element("- un justificatif de domicile de moins de trois mois ;")
    for sentences in range(5, 10):
        passages = cut(
            [Element(" ".join([SENTENCE] * sentences)), Element("Pièces à fournir :"), item, item, item]
        )
        assert any("Pièces à fournir :\n- un justificatif" in passage.text for passage in passages)


def test_the_embedded_text_carries_title_and_headings() -> None:
    passage = cut([heading("Zone UA", 1), Element("Neuf mètres.")])[0]
    assert in_full("Règlement", passage.locator.headings, passage.text) == "Règlement\nZone UA\nNeuf mètres."


ELEMENTS = st.builds(
    Element,
    text=st.lists(
        st.sampled_from(["maire", "fin.", "Vu", "à", "9", "art. 3 ;", "Pour :"]), min_size=1, max_size=400
    ).map(" ".join),
    block=st.sampled_from(list(Block)),
    page=st.integers(1, 9),
    level=st.integers(1, 4),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ELEMENTS, max_size=20))
def test_no_word_of_the_body_is_lost_and_no_paragraph_grows_too_long(elements: list[Element]) -> None:
    passages = cut(elements)
    body = " ".join(element.text for element in elements if element.block is not Block.HEADING)
    assert " ".join(passage.text for passage in passages).split() == body.split()
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    longest_row = max((len(e.text.split()) for e in elements if e.block is Block.ROW), default=0)
    assert all(len(p.text.split()) <= max(MAX_WORDS, longest_row) for p in passages)


def test_nothing_stands_under_the_table_of_contents() -> None:
    parts = [heading("Sommaire", 1), heading("Titre II – Zone UA", 2), Element("Neuf mètres.")]
    assert cut(parts)[0].locator.headings == ("Titre II – Zone UA",)


def test_two_articles_of_a_plan_never_share_a_passage() -> None:
    parts = [Element("Non réglementé.", zones=("UA",), article=f"UA {number}") for number in (3, 4, 5)]
    assert [(p.text, p.article) for p in cut(parts)] == [("Non réglementé.", f"UA {n}") for n in (3, 4, 5)]


def test_two_zones_of_a_plan_never_share_a_passage_but_a_sector_stands_beside_its_zone() -> None:
    parts = [
        Element("Six mètres.", zones=("UB",)),
        Element("Neuf en UBa.", zones=("UB", "UBa")),
        Element("Douze mètres.", zones=("UC",)),
    ]
    assert [p.zones for p in cut(parts)] == [("UB", "UBa"), ("UC",)]


def test_the_caption_of_a_table_says_nothing_of_what_follows_it_nor_takes_the_place_of_a_heading() -> None:
    elements = [
        Element("Tarifs", Block.HEADING, level=1),
        Element("Le conseil fixe :"),
        Element("Tableau 1 — Cantine", Block.HEADING, level=1),
        Element("Tranche : T1 ; Repas : 1,00", Block.ROW),
        Element("Tableau 2 — Garderie", Block.HEADING, level=1),
        Element("Tranche : T1 ; Soir : 0,80", Block.ROW),
        Element("Article 2. Tout retard est facturé 8 €."),
    ]
    found = [(section.headings, len(section.elements)) for section in sections(elements)]
    assert found == [
        (("Tarifs",), 1),
        (("Tarifs", "Tableau 1 — Cantine"), 1),
        (("Tarifs", "Tableau 2 — Garderie"), 1),
        (("Tarifs",), 1),
    ]
