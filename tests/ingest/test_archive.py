"""ZIP archives: good members are kept, each bad one is named, nothing is written outside."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.readers import archive
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return path


def test_members_keep_their_folders_in_their_names_only(tmp_path: Path, read: Read) -> None:
    reading = read(
        packed(tmp_path / "a.zip", {"Arrêtés/2026/bruit.txt": b"bruit", "__MACOSX/x": b"", "vide/": b""})
    )
    assert reading.elements == ()
    (member,) = reading.attachments
    assert member.name == "Arrêtés/2026/bruit.txt"
    assert "/" not in member.kept
    assert (tmp_path / member.kept).read_bytes() == b"bruit"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "/srv/absolu.pdf", "..\\..\\secret.pdf", "C:\\a.pdf"]
)
def test_a_name_that_leaves_the_archive_is_left_out_and_told(tmp_path: Path, read: Read, name: str) -> None:
    folder = tmp_path / "deep" / "scratch"
    folder.mkdir(parents=True)
    reading = read(packed(tmp_path / "a.zip", {name: b"x", "normal.pdf": b"%PDF-"}))
    assert [member.name for member in reading.attachments] == ["normal.pdf"]
    assert "son nom sort de l'archive" in reading.remarks[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "deep", reading.attachments[0].kept]


def test_a_link_is_left_out(tmp_path: Path, read: Read) -> None:
    link = zipfile.ZipInfo("lien.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
        container.writestr(link, "/etc/passwd")
        container.writestr("a.txt", "bonjour")
    reading = read(tmp_path / "a.zip")
    assert [member.name for member in reading.attachments] == ["a.txt"]
    assert reading.remarks == ("Le fichier « lien.pdf » est écarté : c'est un lien.",)


def test_a_damaged_member_does_not_take_the_others_along(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as container:
        container.writestr("abime.txt", b"mot pour mot")
        container.writestr("sain.txt", b"bonjour")
    content = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace(b"mot pour mot", b"mot pour mut"))
    reading = read(tmp_path / "a.zip")
    assert [member.name for member in reading.attachments] == ["sain.txt"]
    assert "abime.txt" in reading.remarks[0]


@pytest.mark.parametrize("encoding", ["cp850", "utf-8"])
def test_names_written_by_old_archivers_keep_their_accents(tmp_path: Path, read: Read, encoding: str) -> None:
    written = "é".encode(encoding)
    path = packed(tmp_path / "a.zip", {f"march{'#' * len(written)}.txt": b"x"})
    path.write_bytes(path.read_bytes().replace(b"#" * len(written), written))
    assert [member.name for member in read(tmp_path / "a.zip").attachments] == ["marché.txt"]


def test_a_bomb_is_refused_before_it_opens(tmp_path: Path, read: Read) -> None:
    with pytest.raises(Fault, match="démesurément grosse"):
        read(packed(tmp_path / "a.zip", {"a.txt": bytes(60_000_000)}))


def test_too_many_members_are_refused(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    with pytest.raises(Fault, match="plus de 2 fichiers"):
        read(packed(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(3)}))


def test_an_encrypted_archive_is_refused(tmp_path: Path, read: Read) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"x"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(Fault, match="mot de passe"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z ne sont pas ouvertes : refaites-la en ZIP"),
        ("a.rar", b"Rar!\x1a\x07\x01" + bytes(40), "RAR ne sont pas ouvertes : refaites-la en ZIP"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "enregistrez-le au format .eml"),
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "enregistrez celle-ci en PDF"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protégé par un mot de passe"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), "enregistrez celle-ci en JPEG"),
        ("a.exe", b"MZ" + bytes(600), "C'est un programme"),
    ],
)
def test_what_is_not_read_is_named_with_its_remedy(
    tmp_path: Path, read: Read, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Fault, match=sentence):
        read(tmp_path / name)


def test_slides_are_no_archive(tmp_path: Path, read: Read) -> None:
    slides = packed(
        tmp_path / "a.pptx", {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}
    )
    with pytest.raises(Fault, match="présentations"):
        read(slides)


def test_many_members_that_stay_out_are_one_short_refusal(tmp_path: Path, read: Read) -> None:
    members = {f"../{'x' * 150}\u202e{number}.pdf": b"x" for number in range(3)}
    with pytest.raises(Fault, match="Un de plus est écarté") as refused:
        read(packed(tmp_path / "a.zip", members))
    assert len(str(refused.value)) < 400
