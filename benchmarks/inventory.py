"""All that an appliance holds of its documents, told so that two of them can be compared."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from benchmarks.intake_ground import SLUG
from ingest import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from benchmarks.intake_ground import IntakeGround

# When and in what order things were done, not what is held.
_CHANCE = {"id", "version", "seconds", "recorded_at", "attempts", "retry_at", "service_id"}
_NAMED = {"document_id", "same_as", "container_id"}
Inventory = dict[str, list[str]]


def inventory(ground: IntakeGround) -> Inventory:
    """Table, index or folder → its rows, in a fixed order."""
    with ground.store.connect() as connection:
        listed = connection.execute(select(tables.documents.c.id, tables.documents.c.source))
        sources = {row.id: row.source for row in listed}
        query = select(tables.passages.c.id, tables.passages.c.document_id, tables.passages.c.ordinal)
        places = {row.id: f"{sources[row.document_id]}#{row.ordinal}" for row in connection.execute(query)}
        held = {
            table.name: sorted(_told(connection, table, sources | places))
            for table in tables.metadata.sorted_tables
            if table.name not in ("communes", "leftovers")
        }
    lexical = sorted(places.get(name, f"stray {name}") for name in ground.index.held().lexical)
    originals = sorted(path.name for path in (ground.home / "originals" / SLUG).iterdir())
    return held | {"dense": sorted(_vectors(ground, places)), "lexical": lexical, "originals": originals}


def differences(one: Inventory, other: Inventory) -> dict[str, list[str]]:
    """Where they differ: `-` only in the one, `+` only in the other."""
    found = {}
    for name in sorted(one.keys() | other.keys()):
        mine, theirs = one.get(name, []), other.get(name, [])
        if mine != theirs:
            gone, new = set(mine) - set(theirs), set(theirs) - set(mine)
            only = [*(f"- {row}" for row in sorted(gone)), *(f"+ {row}" for row in sorted(new))]
            found[name] = only or [f"{len(mine)} rows, {len(theirs)} rows"]
    return found


def _told(connection: Connection, table: Table, names: dict[str, str]) -> list[str]:
    columns = [column for column in table.columns if column.name not in _CHANCE]
    rows = connection.execute(select(*columns)).mappings()
    return [" | ".join(_cell(name, value, names) for name, value in row.items()) for row in rows]


def _cell(column: str, value: Any, names: dict[str, str]) -> str:  # noqa: ANN401 - any column
    if column in _NAMED or column == "passage_id":
        return f"{column}={names.get(value, value)}"
    return f"{column}={value!r}"


def _vectors(ground: IntakeGround, places: dict[str, str]) -> list[str]:
    """Each passage with a digest of its direction."""
    collection = ground.chroma.get_collection(f"commune-{SLUG}-passages", embedding_function=None)
    found = collection.get(include=["embeddings"])
    vectors = np.asarray(found["embeddings"] if found["embeddings"] is not None else [], dtype=np.float32)
    digests = [sha256(np.round(vector, 4).tobytes()).hexdigest()[:16] for vector in vectors]
    return [
        f"{places.get(name, f'stray {name}')} {digest}"
        for name, digest in zip(found["ids"], digests, strict=True)
    ]
