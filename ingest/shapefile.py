"""The files that are one shapefile: found together, packed as one. Reads none of them."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ingest.claim import Claim

_PART = re.compile(r"(.+)\.(shx|dbf|prj|cpg|qpj|sbn|sbx|qix|fix|shp\.xml)$", re.IGNORECASE | re.DOTALL)
_MAIN = re.compile(r"(.+)\.shp$", re.IGNORECASE | re.DOTALL)
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can tell


def companions(shape: Path) -> list[Path]:
    """The files beside a lone `.shp` that belong to it; none for any other file."""
    if not (main := _MAIN.match(shape.name)):
        return []
    found = ((path, _PART.match(path.name)) for path in sorted(shape.parent.iterdir()) if path.is_file())
    return [path for path, part in found if part and part[1].casefold() == main[1].casefold()]


def gathered(claims: Sequence[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Each claim with its parts, which follow it and name it."""
    mains = {main[1].casefold(): claim for claim in claims if (main := _MAIN.match(claim.source))}
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        stem = part[1].casefold() if (part := _PART.match(claim.source)) else ""
        if stem in mains:
            parts.setdefault(stem, []).append(replace(claim, part_of=mains[stem].file))
    taken = {part.source for group in parts.values() for part in group}
    for claim in claims:
        if claim.source in taken:
            continue
        own = parts.get(main[1].casefold(), []) if (main := _MAIN.match(claim.source)) else []
        yield claim, own
        yield from ((part, []) for part in own)


def pack(files: Sequence[tuple[str, Path]], target: Path) -> None:
    """A zip of the named files; its bytes depend on theirs alone."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as container:
        for name, path in sorted(files):
            member = zipfile.ZipInfo(name, _BEGINNING)
            member.file_size = path.stat().st_size  # zipfile decides by it whether it needs 64 bits
            with path.open("rb") as part, container.open(member, "w") as packed:
                shutil.copyfileobj(part, packed)
