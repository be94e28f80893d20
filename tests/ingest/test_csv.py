"""CSV and TSV: whatever encoding and separator, each row is one line that can be cited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ingest.cut import cut
from ingest.document import Block
from ingest.readers.registry import reader_of
from ingest.readers.sheets import telling
from ingest.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

ROWS = "Équipement;Tarif\nMédiathèque « L'Œuvre »;2,50 €\nPiscine d'été;3,00 €\n"


def rows(reading: Reading) -> list[str]:
    return [element.text for element in reading.elements if element.block is Block.ROW]


def labels(reading: Reading) -> list[str]:
    return [passage.locator.label for passage in cut(reading.elements, reading.title)]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_are_right_in_every_encoding(
    tmp_path: Path, read: Callable[..., Reading], encoding: str
) -> None:
    reading = read(written(tmp_path / "a.csv", ROWS, encoding))
    assert rows(reading) == [
        "Équipement : Médiathèque « L'Œuvre » ; Tarif : 2,50 €",
        "Équipement : Piscine d'été ; Tarif : 3,00 €",
    ]


def test_a_file_from_dos_keeps_its_accents(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(written(tmp_path / "a.csv", "École;Élèves\nJules Ferry à Ganges;120\n", "cp850"))
    assert rows(reading) == ["École : Jules Ferry à Ganges ; Élèves : 120"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_makes_columns(
    tmp_path: Path, read: Callable[..., Reading], separator: str
) -> None:
    lines = [
        ["Nom", "Adresse"],
        ["Mairie", '"1, place de la Halle; Valbrume"'],
        ["École", '"2, rue | Haute"'],
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    assert rows(read(written(tmp_path / "a.csv", text)))[0] == (
        "Nom : Mairie ; Adresse : 1, place de la Halle; Valbrume"
    )


def test_a_row_is_cited_by_its_line(tmp_path: Path, read: Callable[..., Reading]) -> None:
    text = "Nom;Note\n" + "".join(f"Lieu {n};{'mot ' * 60}\n" for n in range(1, 4))
    assert labels(read(written(tmp_path / "a.csv", text))) == ["ligne 2", "ligne 3", "ligne 4"]


def test_null_padding_control_text_and_types_of_columns_go(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    text = 'LIBEL,C,254;CDRUE,N,19,11;TITRE,C,64\n"École      ";NULL;Voirie_x0001_Avenant n° 1\n'
    assert rows(read(written(tmp_path / "a.csv", text))) == ["LIBEL : École ; TITRE : Voirie, Avenant n° 1"]


def test_a_row_that_is_too_long_is_kept_and_told(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(written(tmp_path / "a.csv", "Nom;Tarif\nCantine;4\nCrèche;5;le mercredi\nStade\n"))
    assert rows(reading)[1:] == ["Nom : Crèche ; Tarif : 5 ; le mercredi", "Nom : Stade"]
    assert reading.remarks == ("1 ligne a plus de cellules que d'en-têtes (ligne 3 d'abord).",)


def test_a_table_without_names_takes_no_row_for_names(tmp_path: Path, read: Callable[..., Reading]) -> None:
    reading = read(written(tmp_path / "a.csv", "Cantine;4,10 €\nCrèche;5,20 €\nStade;6,30 €\n"))
    assert rows(reading) == ["Cantine ; 4,10 €", "Crèche ; 5,20 €", "Stade ; 6,30 €"]


def test_a_quote_that_never_closes_does_not_swallow_the_rows(
    tmp_path: Path, read: Callable[..., Reading]
) -> None:
    text = 'Nom;Tarif\nSalle "A;10\n"Salle B;20\n' + "".join(f"Salle {n};{n}\n" for n in range(200))
    assert len(rows(read(written(tmp_path / "a.csv", text)))) == 202


def test_what_is_not_cited_of_a_very_long_table_is_told(
    tmp_path: Path, read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "MAX_ROWS_TOLD", 10)
    reading = read(written(tmp_path / "a.csv", "Nom;Tarif\n" + "".join(f"Lieu {n};{n}\n" for n in range(25))))
    assert len(rows(reading)) == 10
    assert reading.remarks[0].startswith("15 lignes, à partir de la ligne 12, ne sont pas citées")


def test_a_text_in_lines_is_no_table(tmp_path: Path) -> None:
    path = written(tmp_path / "lisezmoi.txt", "Bonjour ; ceci est un texte.\nIl a deux lignes.\n")
    reader = reader_of(Source(path, path.name, "99001", date(2026, 11, 22), tmp_path))
    assert reader.media_type == "text/plain"


def test_a_damaged_utf8_file_keeps_its_other_letters(tmp_path: Path, read: Callable[..., Reading]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("Nom;Lieu\n" + "Médiathèque;Hôtel de ville\n" * 20).encode() + b"Caf\xe9;Parc\n")
    assert rows(read(path))[0] == "Nom : Médiathèque ; Lieu : Hôtel de ville"
