"""Lists of acts in sheets: the SCDL's délibérations, and lists whose columns say the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ingest.facts import Relation, Votes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading
    from ingest.facts import Act

STANDARD = (
    "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,BUDGET_ANNEE,"
    "BUDGET_NOM,PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,VOTE_ABSTENTION,DELIB_URL\n"
    'Valbrume,219900010,2026-41,2026-10-12,7.1,Décisions budgétaires,"Tarifs de la cantine",2026,'
    "Principal,099,2026-10-14,19,18,15,2,1,https://valbrume.fr/2026-41.pdf\n"
)


@pytest.fixture
def acts(tmp_path: Path, read: Callable[..., Reading]) -> Callable[..., tuple[Act, ...]]:
    def acts_of(text: str, name: str = "liste.csv") -> tuple[Act, ...]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read(tmp_path / name).facts.acts

    return acts_of


def test_a_standard_row_is_an_act(acts: Callable[..., tuple[Act, ...]]) -> None:
    (act,) = acts(STANDARD)
    assert (act.kind, act.number, act.signed_on) == ("délibération", "2026-41", date(2026, 10, 12))
    assert (act.object, act.matter, act.authority) == ("Tarifs de la cantine", "7.1", "Valbrume")
    assert act.votes == Votes(15, 2, 1, unanimous=False)
    assert (act.received_on, act.url) == (date(2026, 10, 14), "https://valbrume.fr/2026-41.pdf")


def test_an_older_version_in_small_letters_reads_the_same(acts: Callable[..., tuple[Act, ...]]) -> None:
    text = "coll_nom;delib_id;delib_date;delib_objet;vote_pour;vote_contre;vote_abstention\n"
    (act,) = acts(text + "Valbrume;2019_7;07/03/2019;Élection du maire;19;0;0\n")
    assert (act.number, act.signed_on) == ("2019_7", date(2019, 3, 7))
    assert act.votes.unanimous


def test_the_act_is_told_in_words_and_its_passage_is_found(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    (tmp_path / "a.csv").write_text(STANDARD, encoding="utf-8")
    reading = read(tmp_path / "a.csv")
    told = reading.facts.acts[0].told
    assert "Délibération n° : 2026-41 ; Date de la délibération : 2026-10-12" in told
    assert told in [element.text for element in reading.elements]


def test_a_list_is_read_by_its_columns_and_not_by_the_draft_numbers(
    acts: Callable[..., tuple[Act, ...]],
) -> None:
    text = (
        "Numéro de projet de délibération;Titre;Numéro de délibération;Date CM\n"
        "1;Voirie;464;25/11/2013\n2;Écoles;465;25/11/2013\n"
    )
    assert [(act.number, act.object, act.signed_on) for act in acts(text)] == [
        ("464", "Voirie", date(2013, 11, 25)),
        ("465", "Écoles", date(2013, 11, 25)),
    ]


def test_each_row_may_say_what_kind_of_act_it_is(acts: Callable[..., tuple[Act, ...]]) -> None:
    text = (
        "Type d'acte;Numéro;Date;Objet\nArrêté;2026-3;12 janvier 2026;Foire\n"
        "Délibération;2026-4;2026-01-13;Budget\n"
    )
    assert [act.kind for act in acts(text)] == ["arrêté", "délibération"]


def test_an_object_that_repeals_an_act_links_to_it(acts: Callable[..., tuple[Act, ...]]) -> None:
    text = (
        "N° délibération;Date;Objet\n12;2026-01-13;Abrogation de la délibération n° 2019-7 du 7 mars 2019\n"
    )
    (link,) = acts(text + "13;2026-01-13;Budget\n")[0].links
    assert (link.relation, link.number) == (Relation.REPEALS, "2019-7")


@pytest.mark.parametrize(
    "text",
    [
        "Numéro;Date;Titre\n1;2026-01-13;Concert\n2;2026-01-14;Théâtre\n",
        "Numéro de marché;Date;Objet\n1;2026-01-13;Travaux\n2;2026-01-14;Fournitures\n",
        "Numéro de délibération;Titre\n12;Budget\n13;Voirie\n",
    ],
)
def test_a_list_of_something_else_holds_no_act(acts: Callable[..., tuple[Act, ...]], text: str) -> None:
    assert acts(text) == ()
