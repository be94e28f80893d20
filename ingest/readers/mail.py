"""Letters by e-mail (EML): subject, date and text; what is attached is taken in for itself."""

from __future__ import annotations

import email
import email.policy
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast

from ingest.document import Attachment, Element, Reading
from ingest.readers import title, web
from ingest.readers.source import Reader, Source, refusal
from ingest.readers.text import elements_of_text
from ingest.sentences import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage, Message

MEDIA_TYPE = "message/rfc822"
MAX_ATTACHMENTS = 200
_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|mime-version|message-id|return-path):", re.IGNORECASE | re.MULTILINE
)


def recognises(source: Source) -> bool:
    return source.suffix == ".eml" and len(_HEADER.findall(source.head())) >= 2


def read(source: Source) -> Reading:
    try:
        with source.path.open("rb") as file:
            letter = email.message_from_binary_file(file, policy=email.policy.default)
        subject = " ".join(str(letter["subject"] or "").split())
        elements = (*_head(letter), *_body(letter))
        attachments, left_out = _attached(letter, source)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise refusal("broken", "Le courriel est abîmé : il ne peut pas être lu.") from error
    return Reading(
        title.short(subject or title.of_file(source.name)),
        elements,
        attachments=attachments,
        remarks=_remarks(left_out),
    )


def _head(letter: EmailMessage) -> Iterator[Element]:
    """Who wrote to whom stays out: what is read is shown to everybody."""
    try:
        sent = parsedate_to_datetime(str(letter["date"] or ""))
    except ValueError:
        return
    yield Element(f"Courriel du {sent.day} {MONTHS[sent.month - 1]} {sent.year}.")


def _body(letter: EmailMessage) -> Iterator[Element]:
    body = letter.get_body(("plain", "html"))
    if body is None:
        return
    content = _text(body)
    if body.get_content_type() == "text/html":
        yield from web.visible_elements(content)
    else:
        yield from elements_of_text(content)


def _text(part: Message) -> str:
    """In the encoding that it names; where nobody knows it, in UTF-8 or as Windows writes."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(content)
    for encoding in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")


def _attached(letter: EmailMessage, source: Source) -> tuple[tuple[Attachment, ...], int]:
    """The attachments, and how many were left out."""
    parts = list(letter.iter_attachments())
    kept: list[Attachment] = []
    for place, part in enumerate(parts[:MAX_ATTACHMENTS]):
        name, content = _attachment(part)
        if content:
            (source.scratch / f"piece-{place}").write_bytes(content)
            kept.append(Attachment(name or f"piece jointe {place + 1}", f"piece-{place}"))
    return tuple(kept), max(0, len(parts) - MAX_ATTACHMENTS)


def _attachment(part: Message) -> tuple[str, bytes]:
    """Its name without folders, and its bytes; a letter in the letter is one file."""
    name = re.split(r"[/\\]", part.get_filename() or "")[-1]
    if part.get_content_type() == "message/rfc822":
        inner = cast("Message", part.get_payload(0))
        subject = re.sub(r"[/\\\s]+", " ", str(inner["subject"] or "courriel")).strip()
        return name or f"{subject}.eml", inner.as_bytes()
    content = part.get_payload(decode=True)
    return name, content if isinstance(content, bytes) else b""


def _remarks(left_out: int) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (f"Seules les {MAX_ATTACHMENTS} premières pièces jointes sont prises, {left_out} ne le sont pas.",)


MAIL = Reader(MEDIA_TYPE, recognises, read)
