"""What a process and all it started take, as the kernel counts it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAGE = os.sysconf("SC_PAGE_SIZE")
_ENTRIES = 200_000
_NANOSECONDS = 1e9


def family(ancestor: int) -> list[int]:
    """The process and its descendants."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - hundreds of them, several times a second
        if name.isdigit() and (parent := _parent(name)):
            children.setdefault(parent, []).append(int(name))
    found = [ancestor]
    for member in found:
        found += children.get(member, [])
    return found


def memory_bytes(family: Iterable[int], worth_counting: int) -> int:
    """Resident bytes; counted precisely, shared pages once, only where the rough sum is above the floor."""
    members = list(family)
    rough = sum(_resident(member) for member in members)
    return rough if rough <= worth_counting else sum(_proportional(member) for member in members)


def waited_seconds(member: int) -> float:
    """How long the process has been ready to run without a processor; 0 where the kernel does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{member}/schedstat").read_text().split()[1]) / _NANOSECONDS
    return 0.0


def disk_bytes(folder: Path) -> int:
    """Room taken by the files under `folder`, counted up to a bounded number of them."""
    total = entries = 0
    waiting = [str(folder)]
    while waiting and entries < _ENTRIES:
        with suppress(OSError), os.scandir(waiting.pop()) as listed:
            for entry in listed:
                entries += 1
                with suppress(OSError):
                    total += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return total


def _parent(pid: str) -> int:
    try:
        stat = Path("/proc", pid, "stat").read_bytes()
    except OSError:
        return 0
    return int(stat.rpartition(b")")[2].split()[1])


def _resident(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0


def _proportional(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
