"""What notices, pages and bulletins announce of services, in any format; precision before all."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from ingest.document import Block, Element, Reading
from ingest.facts import OpeningSlot
from ingest.readers.source import Source
from ingest.schedule.recognise import recognise_schedule
from ingest.schedule.week_table import statements_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.facts import Service
    from tests.ingest.town import Town

WEEK = (0, 1, 2, 3, 4)
TODAY = date(2026, 11, 22)


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., Reading]:
    """A text understood: lines that begin with # are headings, with | table rows."""

    def understand(*lines: str, title: str = "Infos de la commune") -> Reading:
        elements = tuple(map(_element, lines))
        source = Source(tmp_path / "page.html", "page.html", "99001", TODAY, tmp_path)
        return recognise_schedule(Reading(title, elements), source)

    return understand


def _element(line: str) -> Element:
    if line.startswith("#"):
        return Element(line.lstrip("# "), Block.HEADING, level=line.count("#"))
    if line.startswith("| "):
        return Element(line[2:], Block.ROW)
    return Element(line)


def only(reading: Reading) -> Service:
    (service,) = reading.facts.services
    return service


def test_a_sentence_with_its_service_gives_slots_and_its_citation(said: Callable[..., Reading]) -> None:
    text = "La médiathèque Les Saules est ouverte du mardi au vendredi de 14h à 18h. Le prêt est gratuit."
    service = only(said(text))
    assert (service.name, service.kind) == ("Médiathèque Les Saules", "bibliotheque")
    assert service.slots == (OpeningSlot((1, 2, 3, 4), 840, 1080),)
    assert service.told == text


@pytest.mark.parametrize(
    "lines",
    [
        ("# Mairie", "Du lundi au vendredi : 9h-12h"),
        ("# Horaires de la mairie", "Lundi : 9 h 00 – 12 h 00", "du mardi au vendredi : 9h00-12h00"),
        ("# Mairie", "## Horaires d'ouverture", "Du lundi au vendredi de 9h à 12h"),
        (
            "# Mairie",
            "1 place de la Halle",
            "99100 Valbrume",
            "Tél. 03 53 01 24 10",
            "Du lundi au vendredi : 9h-12h",
        ),
        ("La mairie est ouverte :", "Du lundi au vendredi : 9h-12h"),
        ("Mairie : du lundi au vendredi 9h-12h.",),
        ("Du lundi au vendredi, la mairie est ouverte de 9h à 12h.",),
        ("# Mairie", "Ouvert du lundi au vendredi de 9h à 12h. Fermé le samedi."),
        ("# Mairie", "| Jours : du lundi au vendredi ; Horaires : 9h-12h"),
        ("| Service : Mairie ; Horaires : du lundi au vendredi 9h-12h ; Téléphone : 03 53 01 24 10",),
    ],
)
def test_the_same_hours_however_they_stand(said: Callable[..., Reading], lines: tuple[str, ...]) -> None:
    service = only(said(*lines))
    assert service.kind == "mairie"
    assert sorted(d for slot in service.slots for d in slot.weekdays) == list(WEEK)
    assert {(slot.opens, slot.closes, slot.comment) for slot in service.slots} == {(540, 720, "")}


def test_a_table_with_a_row_a_day_and_two_shifts(said: Callable[..., Reading]) -> None:
    service = only(
        said(
            "# Mairie",
            "| Jour : Lundi ; Matin : 9h00 - 12h00 ; Après-midi : 14h00 - 17h00",
            "| Jour : Mardi ; Matin : Fermé ; Après-midi : 14h00 - 17h00",
            "| Jour : Mercredi ; Matin : 9h00 - 12h00 ; Après-midi : -",
            "| Jour : Jeudi ; Matin : fermé ; Après-midi : fermé",
        )
    )
    assert service.slots == (OpeningSlot((0, 2), 540, 720), OpeningSlot((0, 1), 840, 1020))


def test_a_table_with_a_column_a_service(said: Callable[..., Reading]) -> None:
    reading = said(
        "# Vos services",
        "| Jour : Lundi ; Mairie : 9h-12h ; Médiathèque : fermé",
        "| Jour : Mardi ; Mairie : fermé ; Médiathèque : 14h-18h",
    )
    assert {service.name: service.slots for service in reading.facts.services} == {
        "Mairie": (OpeningSlot((0,), 540, 720),),
        "Médiathèque": (OpeningSlot((1,), 840, 1080),),
    }


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        ("Lundi : - ; Mardi : néant", "Lundi : fermé ; Mardi : fermé"),
        ("Lundi : 9h-12h ; Mardi : -", "Lundi : 9h-12h ; Mardi : fermé"),
    ],
)
def test_a_dash_under_a_day_is_closed(cells: str, hours: str) -> None:
    ((named, told),) = statements_of(f"Service : Mairie ; {cells}")
    assert (named.name if named else "", told) == ("Mairie", hours)


def test_seasons_under_headings_of_their_own(said: Callable[..., Reading]) -> None:
    service = only(
        said(
            "# Déchèterie",
            "## Horaires d'été (du 1er avril au 30 septembre)",
            "Du mardi au samedi : 9h-19h",
            "## Horaires d'hiver (du 1er octobre au 31 mars)",
            "Du mardi au samedi : 9h-17h",
        )
    )
    assert {(slot.closes, slot.comment) for slot in service.slots} == {
        (1140, "du 1er avril au 30 septembre"),
        (1020, "du 1er octobre au 31 mars"),
    }


def test_hours_not_understood_are_shown_whole_and_asked_about(said: Callable[..., Reading]) -> None:
    reading = said("La mairie est ouverte le lundi de 9h à 12h, et le mardi selon les congés.")
    service = only(reading)
    assert service.slots == ()
    assert service.hours_comment == "le lundi de 9h à 12h, et le mardi selon les congés."
    assert [(doubt.subject, doubt.value) for doubt in reading.doubts] == [("hours", service.hours_comment)]


def test_one_strange_line_takes_the_others_with_it(said: Callable[..., Reading]) -> None:
    service = only(said("# Mairie", "Ouvert le lundi : 9h-12h", "Ouvert le mardi : 9h-12h selon affluence"))
    assert service.slots == ()
    assert "selon affluence" in service.hours_comment


@pytest.mark.parametrize(
    "lines",
    [
        ("Les livraisons sont autorisées de 6h à 10h du lundi au vendredi.",),
        ("# Bruit", "Les travaux sont permis du lundi au vendredi de 8h à 12h et de 14h à 19h."),
        ("# Marché", "Le jeudi de 8h à 13h"),
        ("# Médiathèque", "## Heure du conte", "Le mercredi de 10h à 11h"),
        ("# Médiathèque", "Heure du conte", "Le mercredi de 10h à 11h"),
        ("# Médiathèque", "Heure du conte :", "Le mercredi de 10h à 11h"),
        ("# Piscine", "Cours d'aquagym : le lundi de 18h à 19h"),
        ("# Mairie", "| Heure : de 8h00 à 9h00 ; Lundi : affluence faible ; Mardi : affluence forte"),
        ("# Travaux devant la mairie", "Du lundi au vendredi : 8h-17h"),
        ("Le maire reçoit en mairie le samedi de 9h à 12h sur rendez-vous.",),
        ("Les inscriptions sont reçues à la mairie le lundi de 9h à 12h.",),
        ("Le parking de la mairie est ouvert le lundi de 8h à 20h.",),
        ("Le club se réunit le mardi et le vendredi, de 14 h à 17 h 30, dans la petite salle.",),
        ("La mairie est ouverte à tous.",),
        ("Mairie : 03 53 01 24 10",),
        ("| Jour : Mercredi ; Activité : Aquagym ; Horaires : 18h-19h",),
    ],
)
def test_other_hours_are_not_those_of_a_service(said: Callable[..., Reading], lines: tuple[str, ...]) -> None:
    reading = said(*lines)
    assert reading.facts.services == ()
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "title", ["Arrêté municipal n° 2026-12", "Délibération n° 3", "Procès-verbal du conseil"]
)
def test_an_act_announces_no_hours(said: Callable[..., Reading], title: str) -> None:
    assert said("La mairie est ouverte le lundi de 9h à 12h.", title=title).facts.services == ()


@pytest.mark.parametrize(
    ("sentence", "starts", "ends", "all_day"),
    [
        (
            "La mairie sera exceptionnellement fermée le vendredi 14 mai 2027.",
            "2027-05-14",
            "2027-05-15",
            True,
        ),
        (
            "La mairie sera fermée du 24 décembre 2026 au 2 janvier 2027 inclus.",
            "2026-12-24",
            "2027-01-03",
            True,
        ),
        ("La mairie sera fermée du 24 au 31 décembre 2026.", "2026-12-24", "2027-01-01", True),
        ("La mairie sera fermée le 14/05/2027 après-midi.", "2027-05-14T12:00", "2027-05-15", False),
        ("La mairie sera fermée le 14 mai 2027 à partir de 16h30.", "2027-05-14T16:30", "2027-05-15", False),
        (
            "En raison d'une formation, la mairie sera fermée le 8 décembre 2026 de 14h à 17h.",
            "2026-12-08T14:00",
            "2026-12-08T17:00",
            False,
        ),
        (
            "La mairie sera fermée le 14 mai 2027 en raison du pont du 13 mai 2027.",
            "2027-05-14",
            "2027-05-15",
            True,
        ),
        ("Fermeture exceptionnelle de la mairie le vendredi 14 mai 2027", "2027-05-14", "2027-05-15", True),
    ],
)
def test_an_exceptional_closure_is_dated_and_names_its_service(
    said: Callable[..., Reading], sentence: str, starts: str, ends: str, all_day: bool
) -> None:
    reading = said(sentence)
    (event,) = reading.facts.events
    assert event.title == "Fermeture exceptionnelle de la mairie"
    assert (event.starts, event.ends) == (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
    assert (event.all_day, event.closure, event.told) == (all_day, True, sentence)
    assert reading.doubts == ()


def test_a_year_that_is_not_said_is_guessed_by_the_weekday_and_asked(said: Callable[..., Reading]) -> None:
    reading = said("La mairie sera fermée le vendredi 14 mai.")
    assert [event.starts.date() for event in reading.facts.events] == [date(2027, 5, 14)]
    assert [(doubt.subject, doubt.confidence) for doubt in reading.doubts] == [("closure", 0.7)]


def test_a_weekday_that_contradicts_its_date_is_asked_and_closes_nothing(
    said: Callable[..., Reading],
) -> None:
    reading = said("La mairie sera fermée le lundi 14 mai 2027.")
    assert reading.facts.events == ()
    assert [doubt.subject for doubt in reading.doubts] == ["closure"]


def test_an_exception_to_a_closure_is_shown_in_its_title(said: Callable[..., Reading]) -> None:
    reading = said("La mairie sera fermée du 24 au 31 décembre 2026, sauf le lundi 28 au matin.")
    (event,) = reading.facts.events
    assert "sauf le lundi 28 au matin" in event.title
    assert len(reading.doubts) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "La rue du Pont sera fermée à la circulation du 3 au 7 août 2026.",
        "Le parking de la mairie sera fermé le 3 mai 2027.",
        "Les inscriptions à la piscine seront fermées le 3 mars 2027.",
        "La mairie ne sera pas fermée le 14 mai 2027.",
        "La piscine rouvre le 3 mai 2027.",
    ],
)
def test_what_else_closes_closes_no_service(said: Callable[..., Reading], sentence: str) -> None:
    assert said(sentence).facts.events == ()


def test_all_services_close_together(said: Callable[..., Reading]) -> None:
    (event,) = said("Les services municipaux seront fermés le vendredi 14 mai 2027.").facts.events
    assert event.title == "Fermeture exceptionnelle des services municipaux"


def test_an_exceptional_opening_holds_one_day(said: Callable[..., Reading]) -> None:
    service = only(said("La mairie sera ouverte exceptionnellement le samedi 5 décembre 2026 de 9h à 12h."))
    day = date(2026, 12, 5)
    assert service.slots == (OpeningSlot((5,), 540, 720, "", day, day, exceptional=True),)


def test_summer_hours_with_their_year_stand_in_place_of_the_usual_ones(said: Callable[..., Reading]) -> None:
    service = only(
        said("# Mairie", "## Horaires d'été du 7 juillet au 29 août 2026", "du lundi au vendredi de 8h à 13h")
    )
    assert service.slots == (
        OpeningSlot(WEEK, 480, 780, "", date(2026, 7, 7), date(2026, 8, 29), exceptional=True),
    )


def test_hours_that_begin_on_a_day_hold_from_it(said: Callable[..., Reading]) -> None:
    service = only(said("À compter du 1er janvier 2027, la mairie est ouverte le lundi de 9h à 12h."))
    assert service.slots == (OpeningSlot((0,), 540, 720, "", date(2027, 1, 1)),)


def test_the_day_of_the_text_is_that_of_its_hours(said: Callable[..., Reading]) -> None:
    service = only(said("La mairie est ouverte le lundi de 9h à 12h.", "Page mise à jour le 5 janvier 2026"))
    assert service.modified_on == date(2026, 1, 5)


def test_a_notice_is_published_with_its_own_words(
    tmp_path: Path, said: Callable[..., Reading], town: Town
) -> None:
    page = tmp_path / "avis.html"
    page.write_text(
        "<!doctype html><html><body><h1>Avis</h1><p>Beaucoup d'autres choses.</p>"
        "<p>La mairie sera ouverte exceptionnellement le samedi 5 décembre 2026 de 9h à 12h.</p>"
        "<p>La mairie sera fermée le vendredi 14 mai 2027.</p></body></html>",
        encoding="utf-8",
    )
    town.ingest(page)
    ((service, passage),) = town.shelf.services()
    assert service.slots == (
        OpeningSlot((5,), 540, 720, "", date(2026, 12, 5), date(2026, 12, 5), exceptional=True),
    )
    assert "samedi 5 décembre" in passage.text
    ((event, cited),) = [row for row in town.shelf.events() if row[0].closure]
    assert event.title == "Fermeture exceptionnelle de la mairie"
    assert "vendredi 14 mai 2027" in cited.text


@pytest.mark.parametrize(
    "line",
    [
        "Pas d'accueil le mercredi.",
        "L'état civil ne reçoit pas le mardi.",
        "Attention, fermeture tôt le vendredi en hiver.",
        "En août, uniquement sur rendez-vous.",
    ],
)
def test_a_line_that_may_take_back_hours_leaves_them_in_doubt(
    said: Callable[..., Reading], line: str
) -> None:
    service = only(said("# Mairie", "Du lundi au vendredi : 9h-12h", line))
    assert service.slots == ()
    assert line.rstrip(".") in service.hours_comment


def test_a_line_about_the_telephone_takes_nothing_back(said: Callable[..., Reading]) -> None:
    service = only(
        said(
            "# Mairie",
            "Du lundi au vendredi : 9h-12h",
            "Accueil téléphonique : lundi de 14h à 16h, sauf en août.",
        )
    )
    assert service.slots == (OpeningSlot(WEEK, 540, 720),)


def test_new_hours_for_a_service_begin_on_their_day(said: Callable[..., Reading]) -> None:
    text = "Nouveaux horaires à compter du 4 janvier 2027 pour la mairie : du lundi au vendredi de 9h à 12h."
    assert only(said(text)).slots == (OpeningSlot(WEEK, 540, 720, "", date(2027, 1, 4)),)


def test_a_news_that_nobody_understands_is_kept_beside_the_hours(said: Callable[..., Reading]) -> None:
    reading = said(
        "# Mairie",
        "Du lundi au vendredi : 9h-12h",
        "# Actualités",
        "La mairie sera ouverte autrement en août.",
    )
    assert [(bool(s.slots), s.hours_comment) for s in reading.facts.services] == [
        (True, ""),
        (False, "sera ouverte autrement en août."),
    ]


def test_a_line_break_lost_between_two_days_is_not_believed(said: Callable[..., Reading]) -> None:
    reading = said("Mairie Place de l'Église Lundi : 14h-18h Mardi - jeudi : 9h-12h / 14h-18h")
    assert all(not service.slots for service in reading.facts.services)


def test_a_sheet_of_days_under_the_name_of_the_service(said: Callable[..., Reading]) -> None:
    service = only(
        said(
            "# Horaires de la mairie",
            "### lignes 2 à 3",
            "| Jour : Lundi ; Matin : 9h-12h",
            "| Jour : Mardi ; Matin : fermé",
        )
    )
    assert service.slots == (OpeningSlot((0,), 540, 720),)


@pytest.mark.parametrize(
    "text",
    [
        "la mairie" + " " * 100_000 + "lundi",
        "la mairie sera fermée le 1, 2, 3, " * 5_000,
        "mairie (" * 20_000,
    ],
)
def test_a_text_without_end_announces_nothing(said: Callable[..., Reading], text: str) -> None:
    assert said(text).facts.services == ()


@pytest.mark.parametrize("day", ["4 janvier", "mardi 4 janvier 2027"])
def test_new_hours_without_a_sure_day_are_not_those_of_today(said: Callable[..., Reading], day: str) -> None:
    service = only(said(f"À compter du {day}, la mairie est ouverte le lundi de 9h à 12h."))
    assert service.slots == ()
    assert "à compter du 4/1" in service.hours_comment
