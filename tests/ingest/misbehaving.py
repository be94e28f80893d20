"""What a file that has taken over its reader might do. Run in a jail in the place of the readers.

A file's first word chooses the deed, the rest says how much of it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.document import Attachment, Element, Reading
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.readers.source import Source


def warm() -> None:
    """Nothing to import."""


def read(source: Source) -> tuple[str, Reading]:
    word, _, rest = source.path.read_text().partition(" ")
    given = DEEDS[word](source, rest)
    return "text/plain", given if isinstance(given, Reading) else said(given)


def said(*texts: object) -> Reading:
    return Reading("Un fichier", tuple(Element(str(text)) for text in texts))


def repeat(_source: Source, rest: str) -> str:
    return rest


def spin(_source: Source, _rest: str) -> str:
    while True:
        pass


def tell(source: Source, rest: str) -> str:
    """Live for long by telling; `rest` is how often."""
    for done in range(int(rest)):
        source.tell(done + 1, int(rest))
        time.sleep(0.25)
    return "told"


def tell_the_same(source: Source, _rest: str) -> str:
    while True:
        source.tell(1, 2)
        time.sleep(0.25)


def allocate(_source: Source, rest: str) -> int:
    return len(b"x" * (int(rest) << 20))


def allocate_together(_source: Source, rest: str) -> str:
    """Each process within its limit, all of them above it."""
    for _ in range(3):
        if os.fork() == 0:
            kept = b"x" * (int(rest) << 20)
            time.sleep(60 + len(kept) * 0)
    time.sleep(60)
    return ""


def fork_many(_source: Source, _rest: str) -> str:
    for _ in range(200):
        if os.fork() == 0:
            time.sleep(60)
    time.sleep(60)
    return ""


def leave_a_stray(_source: Source, rest: str) -> str:
    subprocess.Popen(["sleep", rest], start_new_session=True)
    return "gone"


def die(_source: Source, rest: str) -> str:
    os.kill(os.getpid(), int(rest))
    return ""


def end_everything(_source: Source, _rest: str) -> str:
    """The template too, which belongs to the same user."""
    os.kill(os.getppid(), 9)
    time.sleep(60)
    return ""


def call_home(_source: Source, rest: str) -> str:
    try:
        socket.create_connection((rest, 80), timeout=2)
    except OSError as error:
        return f"no network: {error}"
    return "connected"


def look(_source: Source, rest: str) -> str:
    try:
        return f"seen: {os.listdir(rest)}"  # noqa: PTH208 - names are what is asked for
    except OSError:
        return "not there"


def processes(_source: Source, _rest: str) -> str:
    return " ".join(sorted(name.name for name in Path("/proc").iterdir() if name.name.isdigit()))


def write(_source: Source, rest: str) -> str:
    try:
        Path(rest).write_text("x")
    except OSError:
        return "not written"
    return "written"


def fill(source: Source, rest: str) -> str:
    with (source.scratch / "big").open("wb") as file:
        for _ in range(int(rest)):
            file.write(b"x" * (1 << 20))
    return "filled"


def fill_many(source: Source, rest: str) -> str:
    """Each file within its limit."""
    for number in range(1000):
        (source.scratch / str(number)).write_bytes(b"x" * (int(rest) << 20))
        time.sleep(0.05)
    return "filled"


def attach(source: Source, rest: str) -> Reading:
    (source.scratch / "kept-1").write_text(rest)
    return Reading("Un dossier", (), attachments=(Attachment("lettres/une.txt", "kept-1"),))


def attach_a_link(source: Source, rest: str) -> Reading:
    (source.scratch / "kept-1").symlink_to(rest)
    return Reading("Un dossier", (), attachments=(Attachment("une.txt", "kept-1"),))


def attach_a_path(_source: Source, rest: str) -> Reading:
    return Reading("Un dossier", (), attachments=(Attachment("une.txt", rest),))


def half_a_letter(_source: Source, _rest: str) -> Reading:
    return Reading("Un\ud83d titre", (Element("caf\udce9"),))


def lie_about_types(_source: Source, _rest: str) -> Reading:
    return Reading("Un titre", (Element(text=12),))  # type: ignore[arg-type]


def give_too_much(_source: Source, rest: str) -> Reading:
    return said("x" * (int(rest) << 20))


def refuse(_source: Source, rest: str) -> Reading:
    raise Fault(key="document.refused", sentence=rest)


def leave_hard_to_delete(source: Source, _rest: str) -> Reading:
    deep = source.scratch / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "c").write_text("x")
    deep.chmod(0)
    return said("left")


DEEDS: dict[str, Callable[[Source, str], object]] = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and name.islower() and name not in ("warm", "read", "said")
}
