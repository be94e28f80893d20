"""What is private is not looked for in the acts of the commune."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from inference.language import LANGUAGES
from inference.private import private

ASKED = tomllib.loads(Path(__file__).with_name("private_asked.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est l'adresse personnelle du maire ?",
        "ou habite le maire ??",
        "Quel est le numéro de portable perso de Mme Garnier ?",
        "Combien gagne le maire ?",
        "à qui appartient la maison du 12 rue des Tanneurs ?",
    ],
)
def test_where_people_live_and_what_they_earn_is_theirs(question: str) -> None:
    assert private(question) == "people"


@pytest.mark.parametrize(
    "question",
    [
        "Où en est mon dossier de permis de construire ?",
        "Mon permis de construire est-il accepté ?",
        "Ma demande de passeport a-t-elle été traitée ?",
        "Est-ce que ma carte d'identité est prête ?",
    ],
)
def test_ones_own_file_is_in_no_public_act(question: str) -> None:
    assert private(question) == "files"


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est l'adresse de la mairie ?",
        "Quel est le numéro de téléphone de la police municipale ?",
        "Qui est le maire ?",
        "Ma carte d'identité est périmée, que faire ?",
        "Comment déposer mon dossier de permis de construire ?",
        "Où en est le chantier de la médiathèque ?",
        "Mon voisin peut-il construire à un mètre de la limite ?",
        "Ma demande de passeport est-elle valable sans photo ?",
    ],
)
def test_what_the_commune_may_tell_is_still_answered(question: str) -> None:
    assert private(question) is None


@pytest.mark.parametrize("subject", ["people", "files"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_private_is_so_in_every_language(language: str, subject: str) -> None:
    questions = ASKED[language][subject]
    assert questions
    assert {question: private(question) for question in questions} == dict.fromkeys(questions, subject)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_commune_tells_is_private_in_no_language(language: str) -> None:
    assert [question for question in ASKED[language]["told"] if private(question)] == []
