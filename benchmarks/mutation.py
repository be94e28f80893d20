"""Sound files made unsound, as files are: cut short, mixed up, lying about sizes and numbers."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    Way = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

_NUMBERS = (
    *(b"-1", b"0", b"99999999999999999999", b"2147483648", b"-9223372036854775809", b"1e999", b"NaN", b"0x"),
    *(b"00000000000000000000000000000001", b"3.4028236e38", b"65536"),
)
_LETTERS = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"%s%n", b"&a;", b"]]>", b"<!--", b"\r", b'"'),
    *(b"../" * 20, b"((((" * 500, b"<div>" * 2000, b"[" * 5000, b"9" * 5000, "é".encode() * 3000),
)
_NAMES = ("../../etc/passwd", "/tmp/absolu.pdf", "C:\\a.pdf", "", "a" * 300, "é\x00.pdf", ".")  # noqa: S108
_MEMBERS = 400
_UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError)


def mutated(draw: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """One to three things done to it; never what it was."""
    changed = content
    while changed == content:
        for _ in range(draw.randint(1, 3)):
            changed = draw.choice(_ways(changed))(draw, changed, others)
    return changed


def _ways(content: bytes) -> list[Way]:
    ways: list[Way] = [_flip, _flip, _truncate, _splice, _repeat, _remove, _number, _number, _insert]
    return [*ways, *[_members] * 6] if content.startswith(b"PK\x03\x04") else ways


def _flip(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(draw.choice((1, 8, 64)) if changed else 0):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def _truncate(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    return content[: draw.randrange(1, len(content) + 1)] if content else b"x"


def _splice(draw: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = draw.choice(others)
    return content[: draw.randrange(len(content) + 1)] + other[draw.randrange(len(other) + 1) :]


def _repeat(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _span(draw, content)
    return content[:end] + content[start:end] * draw.choice((1, 3, 50)) + content[end:]


def _remove(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    start, end = _span(draw, content)
    return (content[:start] + content[end:]) or b"x"


def _number(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    found = list(re.finditer(rb"\d+", content[:2_000_000]))
    for number in sorted(draw.sample(found, min(len(found), draw.choice((1, 1, 5)))), reverse=True, key=_at):
        content = content[: number.start()] + draw.choice(_NUMBERS) + content[number.end() :]
    return content


def _insert(draw: random.Random, content: bytes, _others: Sequence[bytes]) -> bytes:
    place = draw.randrange(len(content) + 1)
    return content[:place] + draw.choice(_LETTERS) + content[place:]


def _members(draw: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """A container put together again around a changed, swapped, renamed or doubled member."""
    with suppress(*_UNREADABLE):
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            members = [(info.filename, container.read(info)) for info in container.infolist()[:_MEMBERS]]
        return _packed(_shuffled(draw, members, others)) if members else content
    return _flip(draw, content, others)


def _shuffled(
    draw: random.Random, members: list[tuple[str, bytes]], others: Sequence[bytes]
) -> list[tuple[str, bytes]]:
    place = draw.randrange(len(members))
    name, inside = members[place]
    kind = draw.randrange(6)
    if kind <= 2 and inside:
        simple = draw.choice((_flip, _truncate, _splice, _repeat, _remove, _number, _insert))
        members[place] = (name, simple(draw, inside, others))
    elif kind == 3:
        members[place] = (name, draw.choice(members)[1])
    elif kind == 4:
        members[place] = (draw.choice(_NAMES) or name, inside)
    else:
        members.append((name, draw.choice(others)))
    return members


def _packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(held, "w") as container,
    ):  # doubles are meant
        for name, inside in members:
            container.writestr(zipfile.ZipInfo(name), inside, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _span(draw: random.Random, content: bytes) -> tuple[int, int]:
    start = draw.randrange(len(content) + 1)
    return start, min(len(content), start + draw.choice((1, 16, 512, 20_000)))


def _at(found: re.Match[bytes]) -> int:
    return found.start()
