"""Every language has every sentence, and each sentence says all that the French one says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from inference import wording as wording_of_citizens
from inference.language import LANGUAGES
from inference.wording import wording

FOLDER = Path(wording_of_citizens.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != "fr"]
WHOLE = (
    *("hours", "handoff", "declined", "talk", "quoted"),
    *("conflict", "calendar", "zone", "contact", "signposted"),
)
# What only some languages need to build a sentence with: articles, pronouns, endings.
GRAMMAR = {"the", "it", "of_the", "e", "own", "of_commune", "noun"}


def sentences(table: Any, path: str = "") -> dict[str, str]:
    """Every text of a table by its path."""
    if isinstance(table, dict):
        return {k: s for name, held in table.items() for k, s in sentences(held, f"{path}/{name}").items()}
    if isinstance(table, list):
        return {
            k: s for place, held in enumerate(table) for k, s in sentences(held, f"{path}/{place}").items()
        }
    return {path: table} if isinstance(table, str) else {}


def own(name: str, section: str) -> dict[str, str]:
    """What one file itself says in a section."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return sentences(table.get(section, {}))


def filled(sentence: str) -> set[str]:
    """What is filled in: `{Day}` counts as `{day}`."""
    return {name.lower() for name in re.findall(r"\{(\w+)\}", sentence)} - GRAMMAR


@pytest.mark.parametrize("section", WHOLE)
@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_lacks_no_sentence(language: str, section: str) -> None:
    assert sorted(own("fr", section).keys() - own(language, section).keys()) == []


@pytest.mark.parametrize("name", [path.stem for path in sorted(FOLDER.glob("*.toml"))])
def test_a_translation_fills_in_what_the_french_sentence_does(name: str) -> None:
    french, table = sentences(wording()), tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    said = {path: text for path, text in sentences(table).items() if "/holidays/" not in path}
    assert [path for path in said if path not in french] == [], "no French sentence has this name"
    loose = "/parts/", "/names/", "/hall", "/precise"
    strict = {path: text for path, text in said.items() if not any(part in path for part in loose)}
    assert [path for path, text in strict.items() if filled(text) != filled(french[path])] == []


def test_a_sentence_that_a_language_lacks_is_said_in_french() -> None:
    assert wording("nl") == wording("fr")
    assert wording("en")["hours"].keys() >= wording("fr")["hours"].keys()


def test_plain_french_is_laid_over_french() -> None:
    plain = wording("fr", plain=True)
    assert plain["hours"]["closed_now"] == "{The} est fermé{e} maintenant."
    assert plain["hours"]["weekdays"] == wording("fr")["hours"]["weekdays"]


def test_plain_changes_nothing_in_a_language_that_has_no_easy_form() -> None:
    assert wording("en", plain=True) == wording("en")


@pytest.mark.parametrize("name", ["fr-plain"])
def test_plain_sentences_are_short(name: str) -> None:
    """Twelve words a line at most, what is filled in counting as one."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    lines = [line for text in sentences(table).values() for line in text.split("\n")]
    assert [line for line in lines if len(re.findall(r"[\w{}’]+", line)) > 12] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_arabic_alone_isolates_what_is_quoted(language: str) -> None:
    text = (FOLDER / f"{language}.toml").read_text("utf-8")
    for opened, closed in (("\\u2068", "\\u2069"),):
        assert text.count(opened) == text.count(closed)
        assert (opened in text) == (language == "ar")
