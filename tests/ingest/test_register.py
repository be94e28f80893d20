"""The register tells one act from its documents, and what later acts made of it, whatever their order."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from ingest import tables
from ingest.facts import Relation
from ingest.register import Register
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path


def act(
    folder: Path, number: str, day: str, *articles: str, kind: str = "ARRÊTÉ MUNICIPAL", name: str = ""
) -> Path:
    """A page that is an act of Valbrume."""
    head = (
        f"{kind} n° {number}",
        f"Objet : affaire {number}",
        "Le maire de Valbrume,",
        "Vu le code général,",
    )
    ruled = (f"Article {place} : {article}" for place, article in enumerate(articles, 1))
    lines = (*head, "ARRÊTE", *ruled, f"Fait à Valbrume, le {day}", "Le maire")
    body = "".join(f"<p>{line}</p>" for line in lines)
    path = folder / f"{name or number.replace('/', '-')}.html"
    path.write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    return path


def last_days(town: Town) -> dict[str, date | None]:
    return {document.file: document.validity.in_force_until for document in town.shelf.documents()}


def doubtful(town: Town) -> list[str]:
    query = select(tables.doubts.c.value).where(tables.doubts.c.subject == "link.ambiguous")
    with town.engine.connect() as connection:
        return list(connection.execute(query).scalars())


def test_a_chain_of_three_acts_closes_alike_in_every_order(tmp_path: Path) -> None:
    papers = (
        act(tmp_path, "2019-04", "4 mars 2019", "Le marché se tient le jeudi."),
        act(tmp_path, "2021-11", "8 juin 2021", "L'arrêté n° 2019-04 du 4 mars 2019 est abrogé."),
        act(tmp_path, "2024-02", "9 mai 2024", "Le présent arrêté annule et remplace l'arrêté n° 2021-11."),
    )
    for place, order in enumerate(permutations(papers)):
        town = Town(tmp_path / f"home{place}")
        for path in order:
            town.ingest(path)
        assert last_days(town) == {
            "2019-04.html": date(2021, 6, 7),
            "2021-11.html": date(2024, 5, 8),
            "2024-02.html": None,
        }


def test_a_repeal_that_names_its_day_waits_for_it(town: Town, tmp_path: Path) -> None:
    old = act(tmp_path, "2015-14", "12 mai 2015", "Un sens unique est institué.")
    new = act(
        tmp_path, "2024-88", "5 novembre 2024", "L'arrêté n° 2015-14 est abrogé à compter du 1er mai 2025."
    )
    town.ingest(old, new)
    assert last_days(town)["2015-14.html"] == date(2025, 4, 30)


def test_an_article_that_is_replaced_closes_nothing(town: Town, tmp_path: Path) -> None:
    old = act(tmp_path, "2018-12", "9 mars 2018", "Le stationnement est payant.")
    words = "L'article 1 de l'arrêté n° 2018-12 du 9 mars 2018 est abrogé."
    town.ingest(old, act(tmp_path, "2024-31", "2 mai 2024", words))
    assert last_days(town) == {"2018-12.html": None, "2024-31.html": None}
    (old_document,) = [one for one in town.shelf.documents() if one.file == "2018-12.html"]
    (change,) = Register(town.engine, town.slug).history(old_document.document_id)
    assert (change.relation, change.by.number, change.from_day) == (
        Relation.AMENDS,
        "2024-31",
        date(2024, 5, 2),
    )


def test_history_tells_by_which_act_and_in_which_words(town: Town, tmp_path: Path) -> None:
    old = act(tmp_path, "7/2006", "7 septembre 2006", "Les livraisons sont libres.")
    words = "Cet arrêté remplace notre arrêté du 7 septembre 2006."
    new = act(tmp_path, "9/2006", "21 septembre 2006", words)
    town.ingest(new, old)
    register = Register(town.engine, town.slug)
    found = register.find("7/2006")
    assert found
    (change,) = register.history(found.document_ids[0])
    assert change.relation is Relation.REPEALS
    assert (change.by.number, change.by.signed_on) == ("9/2006", date(2006, 9, 21))
    assert change.told == f"Article 1 : {words}"
    assert register.history(change.by.document_id) == []


def test_a_date_that_names_two_acts_closes_neither_and_asks(town: Town, tmp_path: Path) -> None:
    town.ingest(
        act(tmp_path, "2020-1", "6 mai 2020", "Le parc ferme à 20 h."),
        act(tmp_path, "2020-2", "6 mai 2020", "Le stade ferme à 22 h."),
    )
    third = act(tmp_path, "2022-3", "2 février 2022", "L'arrêté du 6 mai 2020 est abrogé.")
    town.ingest(third)
    assert set(last_days(town).values()) == {None}
    assert doubtful(town) == ["Article 1 : L'arrêté du 6 mai 2020 est abrogé."]
    town.ingest(third)
    assert len(doubtful(town)) == 1
    (document,) = [one for one in town.shelf.documents() if one.file == "2020-2.html"]
    town.pipeline.forget(document.document_id)
    assert last_days(town)["2020-1.html"] == date(2022, 2, 1)
    assert doubtful(town) == []


def test_a_number_with_another_date_is_asked_about(town: Town, tmp_path: Path) -> None:
    town.ingest(act(tmp_path, "2020-1", "6 mai 2020", "Le parc ferme à 20 h."))
    town.ingest(act(tmp_path, "2022-3", "2 février 2022", "L'arrêté n° 2020-1 du 16 mai 2020 est abrogé."))
    assert last_days(town)["2020-1.html"] is None
    assert len(doubtful(town)) == 1


def test_a_younger_act_of_the_same_number_is_not_the_one_that_is_repealed(town: Town, tmp_path: Path) -> None:
    town.ingest(
        act(tmp_path, "12", "6 mai 2019", "Le parc ferme à 20 h.", name="ancien"),
        act(tmp_path, "3", "2 février 2020", "L'arrêté n° 12 est abrogé.", name="abroge"),
        act(tmp_path, "12", "8 mai 2021", "Le stade ferme à 22 h.", name="jeune"),
    )
    assert last_days(town) == {"abroge.html": None, "ancien.html": date(2020, 2, 1), "jeune.html": None}


def test_a_deliberation_and_an_order_of_one_number_are_two_acts(town: Town, tmp_path: Path) -> None:
    town.ingest(
        act(tmp_path, "2020-7", "6 mai 2020", "Le parc ferme à 20 h."),
        act(
            tmp_path, "2020-7", "6 mai 2020", "Le tarif est fixé.", kind="DÉCISION DU MAIRE", name="decision"
        ),
        act(tmp_path, "2022-3", "2 février 2022", "La décision n° 2020-7 est rapportée."),
    )
    assert last_days(town) == {
        "2020-7.html": None,
        "2022-3.html": None,
        "decision.html": date(2022, 2, 1),
    }


def test_two_documents_of_one_act_are_one_act_and_close_together(town: Town, tmp_path: Path) -> None:
    town.ingest(
        act(tmp_path, "2020/007", "6 mai 2020", "Le parc ferme à 20 h."),
        act(tmp_path, "ARR-2020-7", "6 mai 2020", "Le parc ferme à 20 h.", name="copie"),
        act(tmp_path, "2022-3", "2 février 2022", "L'arrêté n° 7/2020 est abrogé."),
    )
    register = Register(town.engine, town.slug)
    assert len(register.acts()) == 2
    found = register.find("7-2020", date(2020, 5, 6))
    assert found
    assert len(found.document_ids) == 2
    assert [last_days(town)[name] for name in ("2020-007.html", "copie.html")] == [date(2022, 2, 1)] * 2


def test_a_list_and_the_text_of_an_act_are_one_act(town: Town, tmp_path: Path) -> None:
    listed = tmp_path / "deliberations.csv"
    header = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET"
    rows = ("Valbrume,21990010100011,2020-7,2020-05-06,7.1,Finances,Tarifs du parc",)
    listed.write_text("\n".join((header, *rows)), encoding="utf-8")
    text = act(tmp_path, "2020/07", "6 mai 2020", "Le parc est payant.", kind="DÉLIBÉRATION")
    town.ingest(text, listed)
    register = Register(town.engine, town.slug)
    (found,) = register.acts()
    assert len(found.document_ids) == 2
    assert register.find("2020/07", date(2020, 5, 6)) == found
    repeal = act(
        tmp_path, "2022-3", "2 mai 2022", "La délibération n° 2020-07 est abrogée.", kind="DÉLIBÉRATION"
    )
    town.ingest(repeal)
    closed = {name: day for name, day in last_days(town).items() if day}
    assert closed == {"2020-07.html": date(2022, 5, 1)}


def test_an_unknown_number_is_no_act(town: Town, tmp_path: Path) -> None:
    town.ingest(act(tmp_path, "2020-1", "6 mai 2020", "Le parc ferme à 20 h."))
    register = Register(town.engine, town.slug)
    assert register.find("2020-2") is None
    assert register.find("2020-1", date(2021, 1, 1)) is None


@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2025, 2, 15), date(2026, 11, 24)])
def test_another_commune_is_never_closed(tmp_path: Path, day: date) -> None:
    here, there = Town(tmp_path / "home"), Town(tmp_path / "home", "corvelle", "99002")
    there.ingest(act(tmp_path, "2020-1", "6 mai 2020", "Le parc ferme à 20 h."))
    here.ingest(act(tmp_path, "2022-3", "2 février 2022", "L'arrêté n° 2020-1 du 6 mai 2020 est abrogé."))
    assert all(document.validity.holds_on(day) for document in there.shelf.documents())
