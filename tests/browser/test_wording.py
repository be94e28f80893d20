"""Every sentence stands in a wording file, in every language, and says the same in pages and script."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import appliance.portal
from appliance.portal.dates import spoken_validity
from appliance.portal.reader import Reader, reader_of
from appliance.portal.wording import for_script, load_wording
from inference.language import LANGUAGES
from inference.question import Kind

PORTAL = Path(appliance.portal.__file__).parent
SCRIPTS = sorted((PORTAL / "static").glob("*.js"))
VALUE = re.compile(r"\{\w+\}")
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_says_only_sentences_of_the_wording_file(script: Path) -> None:
    wording = for_script(load_wording())
    for section, name in re.findall(r'say\("(\w+)", "(\w+)"', script.read_text(encoding="utf-8")):
        assert name in wording[section], f"{section}.{name} is not in the wording file"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_answer_has_plain_words(kind: Kind) -> None:
    assert load_wording()["kinds"][kind.value]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, ""),
        (date(2024, 1, 15), None, "en vigueur depuis le 15 janvier 2024"),
        (date(2027, 3, 1), None, "en vigueur à partir du 1er mars 2027"),
        (date(2024, 1, 15), date(2026, 11, 24), "en vigueur du 15 janvier 2024 au 24 novembre 2026"),
        (date(2019, 1, 28), date(2026, 11, 23), "a cessé d’être en vigueur après le 23 novembre 2026"),
        (None, date(2030, 8, 2), "en vigueur jusqu’au 2 août 2030"),
    ],
)
def test_an_act_says_when_it_holds(start: date | None, end: date | None, said: str) -> None:
    assert spoken_validity(start, end, TODAY, load_wording()["dates"]) == said


def sentences(table: Any, path: str = "") -> dict[str, str]:
    """Every text of a table by its path; lists count as their length."""
    if isinstance(table, dict):
        parts = (sentences(part, f"{path}/{name}") for name, part in table.items())
        return {key: said for part in parts for key, said in part.items()}
    return {path: table if isinstance(table, str) else str(len(table))}


def own(name: str) -> dict[str, str]:
    """What one wording file itself says."""
    return sentences(tomllib.loads((PORTAL / "wording" / f"{name}.toml").read_text("utf-8")))


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "fr"])
def test_the_pages_have_every_sentence_in_every_language(language: str) -> None:
    assert sorted(own("fr").keys() ^ own(language).keys()) == []


@pytest.mark.parametrize("name", [*LANGUAGES, "fr-plain"])
def test_a_translation_fills_in_what_the_french_sentence_does(name: str) -> None:
    french, said = own("fr"), own(name)
    differing = {path for path in said if set(VALUE.findall(said[path])) != set(VALUE.findall(french[path]))}
    assert differing <= {"/answer/counter_full"}, "easy French names no number there"


def test_a_reader_of_another_language_gets_french() -> None:
    assert reader_of("nl", "") == Reader()
    assert reader_of("ar", "1") == Reader("ar"), "easy sentences are French"
    assert reader_of("fr", "1") == Reader(plain=True)
