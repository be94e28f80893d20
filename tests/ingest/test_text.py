"""Plain texts: any encoding, paragraphs, lists, and headings that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.document import Block
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]

NOTICE = "L'œuvre « Été à la médiathèque » : 2,50 € l'entrée, gratuit jusqu'à 12 ans. Où ? Place du Marché."


def told(reading: Reading) -> list[tuple[str, int, str]]:
    return [(element.block.value, element.level, element.text) for element in reading.elements]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_french_is_read_in_any_encoding(tmp_path: Path, read: Read, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(NOTICE.encode(encoding))
    assert read(tmp_path / "a.txt").elements[0].text == NOTICE


def test_accents_of_dos_are_read(tmp_path: Path, read: Read) -> None:
    notice = "La déchèterie est fermée du côté de l'hôpital, même à la fête des mères."
    (tmp_path / "a.txt").write_bytes(notice.encode("cp850"))
    assert read(tmp_path / "a.txt").elements[0].text == notice


def test_a_file_without_extension_is_read_when_it_is_text(tmp_path: Path, read: Read) -> None:
    text = f"{NOTICE} !{2000 * ' é'}"  # the 4,096 bytes that are looked at end within a letter
    (tmp_path / "LISEZMOI").write_text(text, encoding="utf-8")
    assert read(tmp_path / "LISEZMOI").elements[0].text == text
    (tmp_path / "octets").write_bytes(b"texte \x01\x02")
    with pytest.raises(Fault, match="sans extension"):
        read(tmp_path / "octets")


def test_lines_become_paragraphs_and_lists_stay_lists(tmp_path: Path, read: Read) -> None:
    text = (
        "HORAIRES DE LA MAIRIE\n\nLa mairie est ouverte\ntous les matins.\n\n- lundi : 9 h\n- mardi : 10 h\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert told(read(tmp_path / "a.txt")) == [
        ("heading", 1, "HORAIRES DE LA MAIRIE"),
        ("paragraph", 0, "La mairie est ouverte tous les matins."),
        ("paragraph", 0, "- lundi : 9 h"),
        ("paragraph", 0, "- mardi : 10 h"),
    ]


def test_markdown_headings_keep_their_level(tmp_path: Path, read: Read) -> None:
    text = "# Salle communale\nLouée aux habitants.\n\n## Tarifs ##\n\nTitre souligné\n-----\n320 €.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    reading = read(tmp_path / "a.md")
    assert told(reading) == [
        ("heading", 1, "Salle communale"),
        ("paragraph", 0, "Louée aux habitants."),
        ("heading", 2, "Tarifs"),
        ("heading", 2, "Titre souligné"),
        ("paragraph", 0, "320 €."),
    ]
    assert reading.title == "Salle communale"
    assert reading.elements[0].block is Block.HEADING


def test_a_text_without_a_word_is_refused(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text(" \n\n \t\n", encoding="utf-8")
    with pytest.raises(Fault, match="aucun texte"):
        read(tmp_path / "a.txt")
