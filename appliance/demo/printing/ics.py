"""A calendar file as a phone exports it: CRLF line ends, lines folded at 75 bytes (RFC 5545)."""

from collections.abc import Iterator

LIMIT = 75


def print_ics(readable: str) -> bytes:
    """The readable calendar, folded."""
    lines = [part for line in readable.splitlines() for part in _folded(line)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _folded(line: str) -> Iterator[str]:
    part = ""
    for character in line:
        if len((part + character).encode()) > LIMIT:
            yield part
            part = " "
        part += character
    yield part
