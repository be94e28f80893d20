"""Letters by e-mail (EML): subject, date and text; what is attached is taken in for itself."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

from ingest.document import Attachment, Element, Reading
from ingest.readers import title, web
from ingest.readers.source import Reader, Source, refusal
from ingest.readers.text import elements_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

MEDIA_TYPE = "message/rfc822"
MAX_ATTACHMENTS = 200
_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|mime-version|message-id|return-path):", re.IGNORECASE | re.MULTILINE
)


def recognises(source: Source) -> bool:
    return source.suffix == ".eml" and len(_HEADER.findall(source.head())) >= 2


def read(source: Source) -> Reading:
    with source.path.open("rb") as file:
        letter = email.message_from_binary_file(file, policy=email.policy.default)
    try:
        elements = (*_head(letter), *_body(letter))
        attachments = tuple(_attached(letter, source))
    except (LookupError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise refusal("broken", "Le courriel est abîmé : il ne peut pas être lu.") from error
    shown = " ".join(str(letter["subject"] or "").split()) or title.of_file(source.name)
    return Reading(title.short(shown), elements, attachments=attachments)


def _head(letter: EmailMessage) -> Iterator[Element]:
    """Who wrote to whom stays out: what is read is shown to everybody."""
    if date := " ".join(str(letter["date"] or "").split()):
        yield Element(f"Courriel du {date}.")


def _body(letter: EmailMessage) -> Iterator[Element]:
    body = letter.get_body(("plain", "html"))
    if body is None:
        return
    content = str(body.get_content())
    if body.get_content_type() == "text/html":
        yield from web.visible_elements(content)
    else:
        yield from elements_of_text(content)


def _attached(letter: EmailMessage, source: Source) -> Iterator[Attachment]:
    for place, part in enumerate(letter.iter_attachments()):
        content = part.get_payload(decode=True)
        if place >= MAX_ATTACHMENTS or not isinstance(content, bytes):
            continue
        kept = f"piece-{place}"
        (source.scratch / kept).write_bytes(content)
        yield Attachment(part.get_filename() or f"piece jointe {place + 1}", kept)


MAIL = Reader(MEDIA_TYPE, recognises, read)
