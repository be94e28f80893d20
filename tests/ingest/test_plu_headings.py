"""Town plans: what a heading says, in the ways that communes print it."""

from __future__ import annotations

import pytest

from ingest.plu.codes import codes_at
from ingest.plu.heading import Kind
from ingest.plu.headings import heading_of
from ingest.plu.lettering import readable

KNOWN = frozenset(
    ["U", "UA", "UB", "UC", "UG", "UX", "Ub", "Uba", "UA1", "UM8", "U1", "1AU", "AU", "IAU", "A", "N", "Nh"]
)


@pytest.mark.parametrize(
    ("text", "zones", "number"),
    [
        ("Article UA 10 – Hauteur maximale", ("UA",), "10"),
        ("ARTICLE UA10 - HAUTEUR", ("UA",), "10"),
        ("Article UA.10 : Hauteur", ("UA",), "10"),
        ("ART. UA-10 Hauteur", ("UA",), "10"),
        ("Article U.A. 10 – Hauteur", ("UA",), "10"),
        ("Article 10 UA – Hauteur", ("UA",), "10"),
        ("ARTICLE 10 - UA - HAUTEUR", ("UA",), "10"),
        ("Article 2UC - Occupations admises", ("UC",), "2"),
        ("Article 10 (zone UB) : Hauteur", ("UB",), "10"),
        ("Article 1AU10 : Hauteur", ("1AU",), "10"),
        ("ARTICLE 1 AU 10 - HAUTEUR", ("1AU",), "10"),
        ("Article IAU 3 – Accès", ("IAU",), "3"),
        ("Article A 10 – Hauteur", ("A",), "10"),
        ("ARTICLE N10 - HAUTEUR", ("N",), "10"),
        ("Article UA/UB 10 – Hauteur", ("UA", "UB"), "10"),
        ("Article UG, 1AU 6 – Implantation", ("UG", "1AU"), "6"),
        ("Article UA1 7 – Limites", ("UA1",), "7"),
        ("UA 10 – Hauteur des constructions", ("UA",), "10"),
        ("UB10. Hauteur", ("UB",), "10"),
        ("UG.2.2.3 Couronnement", ("UG",), "2.2.3"),
        ("Articles UA 3 à UA 5 : Non réglementé", ("UA",), "3 à 5"),
        ("Article 7 – Limites séparatives", (), "7"),
        ("ARTICLE 2.1 - VOLUMETRIE", (), "2.1"),
    ],
)
def test_an_article_names_its_zones_and_its_number(text: str, zones: tuple[str, ...], number: str) -> None:
    heading = heading_of(text, KNOWN)
    assert heading is not None
    assert (heading.kind, heading.zones, heading.number) == (Kind.ARTICLE, zones, number)


@pytest.mark.parametrize(
    "text", ["Article L. 151-19 du code de l'urbanisme", "Article R.111-2", "Article 682 du code civil"]
)
def test_an_article_of_the_law_is_no_article_of_the_plan(text: str) -> None:
    heading = heading_of(text, KNOWN)
    assert heading is None or heading.kind is not Kind.ARTICLE


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("ZONE UA", ("UA",)),
        ("Zones UG, 1AU", ("UG", "1AU")),
        ("ZONE I AU", ("IAU",)),
        ("Zone UM 8", ("UM8",)),
        ("REGLEMENT DE LA ZONE UB*", ("UB",)),
        ("Règlement applicable aux zones UA, UB et UC", ("UA", "UB", "UC")),
        ("DISPOSITIONS APPLICABLES A LA ZONE CENTRALE U.C.", ("UC",)),
        ("ZONE AGRICOLE (A)", ("A",)),
        ("UA – Zone urbaine du centre ancien", ("UA",)),
        ("CHAPITRE II : ZONE UX", ("UX",)),
        ("CHAPITRE UA - DISPOSITIONS APPLICABLES A LA ZONE UA", ("UA",)),
        ("Chapitre 1 – Règles applicables à la zone Ub et au secteur Uba", ("Ub", "Uba")),
        ("TITRE III – ZONE N", ("N",)),
    ],
)
def test_a_heading_opens_the_zones_that_it_names(text: str, zones: tuple[str, ...]) -> None:
    heading = heading_of(text, KNOWN)
    assert heading is not None
    assert heading.zones == zones
    assert heading.kind < Kind.ARTICLE


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("TITRE II - DISPOSITIONS APPLICABLES AUX ZONES URBAINES", "U"),
        ("TITRE III - DISPOSITIONS APPLICABLES AUX ZONES A URBANISER", "AU"),
        ("III. DISPOSITIONS APPLICABLES AUX ZONES NATURELLES ET FORESTIERES", "N"),
        ("LES ZONES AGRICOLES", "A"),
    ],
)
def test_a_title_for_a_kind_of_zones_names_that_kind(text: str, family: str) -> None:
    heading = heading_of(text, KNOWN)
    assert heading is not None
    assert (heading.zones, heading.family) == ((), family)


@pytest.mark.parametrize(
    "text", ["ZONE A URBANISER", "Zones à dominante d'habitat", "Dispositions applicables à toutes les zones"]
)
def test_words_that_look_like_a_zone_are_none(text: str) -> None:
    heading = heading_of(text, KNOWN)
    assert heading is None or not heading.zones


def test_a_list_of_zones_ends_where_words_begin() -> None:
    assert codes_at("UA, UB et UC sont des zones")[0] == ("UA", "UB", "UC")
    assert codes_at("UA – A vocation d'habitat")[0] == ("UA",)


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Z O N E U A", "ZONE UA"),
        ("R È G L E M E N T D E L A Z O N E U B", "RÈGLEMENT DE LA ZONE UB"),
        ("A RTICLE UA 10 – H AUTEUR", "ARTICLE UA 10 – H AUTEUR"),
        ("aRtIcLe Ua 10 – HaUteUR des coNstRUctIoNs", "Article UA 10 – hauteur des constructions"),
        ("Article UBa 3 – Accès", "Article UBa 3 – Accès"),
    ],
)
def test_letters_are_made_words_again(drawn: str, read: str) -> None:
    assert readable(drawn, KNOWN) == read
