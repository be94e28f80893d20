"""Letters by e-mail: the subject, the visible text, and what is attached for itself."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

    Read = Callable[..., Reading]


def letter(subject: str = "Fermeture de la piscine") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Ada Lovelace <ada@valbrume.invalid>"
    message["To"] = "mairie@valbrume.invalid"
    message["Date"] = "Mon, 04 May 2026 10:00:00 +0200"
    return message


def saved(message: EmailMessage, path: Path) -> Path:
    path.write_bytes(message.as_bytes())
    return path


def test_the_subject_is_the_title_and_nobody_is_named(tmp_path: Path, read: Read) -> None:
    message = letter("Fermeture de la piscine à l'été")
    message.set_content("La piscine est fermée du 6 au 10 juillet 2026.\n\nElle rouvre le lundi suivant.")
    reading = read(saved(message, tmp_path / "a.eml"))
    assert reading.title == "Fermeture de la piscine à l'été"
    texts = [element.text for element in reading.elements]
    assert texts == [
        "Courriel du 4 mai 2026.",
        "La piscine est fermée du 6 au 10 juillet 2026.",
        "Elle rouvre le lundi suivant.",
    ]
    assert "Lovelace" not in " ".join([reading.title, *texts])


def test_a_letter_in_html_gives_what_is_visible(tmp_path: Path, read: Read) -> None:
    message = letter()
    message.set_content(
        "<html><body><h2>Travaux</h2><p>Rue Basse fermée.</p><p style='display:none'>caché</p>"
        "<script>mauvais()</script></body></html>",
        subtype="html",
    )
    reading = read(saved(message, tmp_path / "a.eml"))
    assert [(e.block, e.text) for e in reading.elements][1:] == [
        (Block.HEADING, "Travaux"),
        (Block.PARAGRAPH, "Rue Basse fermée."),
    ]


def test_what_is_attached_stays_in_the_scratch_under_a_name_of_ours(tmp_path: Path, read: Read) -> None:
    message = letter()
    message.set_content("Ci-joint l'arrêté.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../arrêté.pdf")
    message.add_attachment(b"image", maintype="image", subtype="png", filename="logo.png")
    reading = read(saved(message, tmp_path / "a.eml"))
    assert [member.name for member in reading.attachments] == ["arrêté.pdf", "logo.png"]
    assert all("/" not in member.kept for member in reading.attachments)
    assert (tmp_path / reading.attachments[0].kept).read_bytes() == b"%PDF-1.4"


def test_a_forwarded_letter_is_attached_as_a_letter(tmp_path: Path, read: Read) -> None:
    inner = letter("Marché de Noël")
    inner.set_content("Le marché se tient le 12 décembre.")
    message = letter("Tr : Marché de Noël")
    message.set_content("Voir ci-dessous.")
    message.add_attachment(inner)
    (member,) = read(saved(message, tmp_path / "a.eml")).attachments
    assert member.name == "Marché de Noël.eml"
    kept = (tmp_path / member.kept).rename(tmp_path / "inner.eml")
    assert "12 décembre" in read(kept).elements[-1].text


def test_a_letter_in_an_encoding_nobody_knows_is_still_read(tmp_path: Path, read: Read) -> None:
    raw = (
        b"From: a@b.invalid\r\nTo: c@d.invalid\r\nSubject: =?x-inconnu?Q?Bruit?=\r\n"
        b"Content-Type: text/plain; charset=x-inconnu\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        b"Le bruit est limit\xe9 \xe0 20 heures.\r\n"
    )
    (tmp_path / "a.eml").write_bytes(raw)
    assert read(tmp_path / "a.eml").elements[-1].text == "Le bruit est limité à 20 heures."
