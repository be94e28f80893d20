"""Web pages: what a visitor sees, and nothing that is hidden, executed or only in an attribute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag
from soupsieve import SelectorSyntaxError

from ingest.document import Block, Element, Reading
from ingest.readers import table, title
from ingest.readers.markup import rows_of
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "text/html"
MAX_BYTES = 20_000_000
_NEVER_SHOWN = re.findall(
    r"\w+",
    "script style noscript template head iframe object embed svg canvas select option button input textarea "
    "audio video map dialog nav",
)
_HIDDEN_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0(?:[^.\d]|$)|opacity:0(?:\.0+)?(?:[^.\d]|$)"
    r"|(?:left|top|text-indent):-\d{3,}|clip:rect\(0|(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|$)"
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BLOCKS = re.findall(r"\w+", "p li dt dd blockquote pre figcaption address summary caption td th")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def recognises(source: Source) -> bool:
    head = source.head().lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (b"<html" in head and head.startswith(b"<"))


def read(source: Source) -> Reading:
    if source.path.stat().st_size > MAX_BYTES:
        raise refusal("too_large", "La page HTML est trop grosse pour être lue.")
    soup = BeautifulSoup(source.path.read_bytes(), "lxml")
    named = soup.title.get_text(" ") if soup.title else ""
    _drop_hidden(soup)
    body = soup.find("main") or soup.find("article") or soup.body or soup
    elements = tuple(_elements(body))
    if not elements:
        raise refusal("no_text", "La page ne contient aucun texte visible.")
    shown = title.first_heading(elements) or " ".join(named.split()) or title.of_file(source.name)
    return Reading(title.short(shown), elements)


def visible_elements(markup: str) -> Iterator[Element]:
    """What a reader of this markup sees."""
    soup = BeautifulSoup(markup, "lxml")
    _drop_hidden(soup)
    yield from _elements(soup.body or soup)


def _drop_hidden(soup: BeautifulSoup) -> None:
    hidden = [*soup(_NEVER_SHOWN), *soup.select("[hidden], [aria-hidden=true]"), *_hidden_by_rules(soup)]
    hidden += [tag for tag in soup.select("[style]") if _hides(str(tag["style"]))]
    hidden += [
        *soup.select("body > header, body > footer, [role=navigation], [role=banner], [role=contentinfo]")
    ]
    for tag in hidden:
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()


def _hidden_by_rules(soup: BeautifulSoup) -> Iterator[Tag]:
    for sheet in soup("style"):
        for selector, declarations in _RULE.findall(sheet.get_text()):
            if _hides(declarations) and "@" not in selector:
                try:
                    yield from soup.select(selector.strip())
                except SelectorSyntaxError:
                    continue


def _hides(style: str) -> bool:
    return bool(_HIDDEN_STYLE.search(re.sub(r"\s|!important", "", style.lower())))


def _elements(root: Tag) -> Iterator[Element]:
    loose: list[str] = []
    for child in root.children:
        if isinstance(child, Tag) and (
            child.name in _BLOCKS or child.name in _HEADINGS or _has_blocks(child)
        ):
            yield from _paragraph(loose)
            loose = []
            yield from _block(child)
        elif isinstance(child, Tag | NavigableString):
            loose.append("\n" if isinstance(child, Tag) and child.name == "br" else child.get_text())
    yield from _paragraph(loose)


def _block(tag: Tag) -> Iterator[Element]:
    if tag.name == "table":
        for caption in tag.find_all("caption"):
            yield from _paragraph([caption.get_text()])
        yield from table.told(list(rows_of(tag, _line)))
    elif tag.name in _HEADINGS:
        text = _line(tag.get_text())
        if text:
            yield Element(text, Block.HEADING, level=_HEADINGS[tag.name])
    elif tag.name == "li" and not _has_blocks(tag):
        text = _line(tag.get_text())
        if text:
            yield Element(f"- {text}")
    else:
        yield from _elements(tag)


def _has_blocks(tag: Tag) -> bool:
    return tag.name in ("table", "div", "section", "ul", "ol") or bool(
        tag.find([*_BLOCKS, *_HEADINGS, "table", "div"])
    )


def _paragraph(parts: list[str]) -> Iterator[Element]:
    text = _line("".join(parts))
    if text:
        yield Element(text)


def _line(text: str) -> str:
    return " ".join(text.split())


WEB = Reader(MEDIA_TYPE, recognises, read)
