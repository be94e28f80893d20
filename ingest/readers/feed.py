"""Any other JSON that is a list of flat objects, read as a sheet: its keys are the headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.readers.sheets.lines import Line, Lines
from ingest.readers.sheets.telling import reading_of
from ingest.readers.sheets.values import told
from ingest.readers.source import Reader, Source, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.document import Reading

MEDIA_TYPE = "application/json"
MAX_BYTES = 60_000_000
MAX_KEYS = 200
_LISTS = ("data", "results", "records", "items", "elements", "resultats", "donnees", "liste", "value", "rows")
_BROKEN = "Le fichier JSON est abîmé : il ne peut pas être lu."


def looks_like_json(source: Source) -> bool:
    return source.head().lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"["))


def recognises(source: Source) -> bool:
    return looks_like_json(source) and source.suffix in (".json", ".jsonl", ".ndjson", "")


def read(source: Source) -> Reading:
    """Raises Fault when the file holds no list of objects, or only objects of objects."""
    data = loaded(source)
    rows = [_flat(item) for item in list_of(data)] if _lists(data) else []
    names = list(dict.fromkeys(name for row in rows for name in row))[:MAX_KEYS]
    if not names:
        sentence = "Ce fichier JSON n'est ni une liste d'objets, ni un format connu : il n'est pas lu."
        raise refusal("json_not_known", sentence)
    deeper = sorted({name for item in list_of(data) for name, value in item.items() if _holds_objects(value)})
    remarks = [f"Les listes dans les listes ne sont pas lues : {', '.join(deeper)}."] if deeper else []
    return reading_of(source, [("", Lines(_lines(names, rows), named=True))], remarks)


def loaded(source: Source) -> Any:  # noqa: ANN401 - JSON is whatever it is
    """What the file holds; one value a line makes a list. Raises Fault when it is no JSON, or too long."""
    if source.path.stat().st_size > MAX_BYTES:
        raise refusal("too_large", f"Ce fichier JSON dépasse {MAX_BYTES // 1_000_000} Mo : il n'est pas lu.")
    text = source.path.read_bytes().decode("utf-8-sig", "replace")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise refusal("broken", _BROKEN) from error
    except ValueError:
        return _by_line(text)


def list_of(data: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON is whatever it is
    """The objects of a list, wherever an export puts it; of an API's records, their fields."""
    items = next(iter(_lists(data)), [data])
    return [
        item["fields"] if isinstance(item.get("fields"), dict) else item
        for item in items
        if isinstance(item, dict)
    ]


def plain(value: Any) -> str:  # noqa: ANN401 - JSON is whatever it is
    """A value as a cell says it; a list of values one after the other."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    if isinstance(value, dict):
        return ", ".join(f"{name} {said}" for name, item in value.items() if (said := plain(item)))
    return told(value)


def _lists(data: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401 - JSON is whatever it is
    """The list of objects that the file is or names; none when it could be one of several."""
    if isinstance(data, dict):
        named = [data[key] for key in _LISTS if _holds_objects(data.get(key))]
        others = [value for value in data.values() if _holds_objects(value)]
        found = named[:1] or (others if len(others) == 1 else [])
    else:
        found = [data] if _holds_objects(data) else []
    return [[item for item in items if isinstance(item, dict)] for items in found]


def _holds_objects(value: Any) -> bool:  # noqa: ANN401 - JSON is whatever it is
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _by_line(text: str) -> list[Any]:
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        return [json.loads(line) for line in lines] if len(lines) > 1 else _broken()
    except (ValueError, RecursionError) as error:
        raise refusal("broken", _BROKEN) from error


def _broken() -> list[Any]:
    raise refusal("broken", _BROKEN)


def _flat(item: dict[str, Any]) -> dict[str, str]:
    """An object one level deep: what is in an object within is named after both."""
    flat: dict[str, str] = {}
    for name, value in item.items():
        if _holds_objects(value):
            continue
        inner = value.items() if isinstance(value, dict) else [("", value)]
        flat |= {
            f"{name} › {key}" if key else str(name): said for key, part in inner if (said := plain(part))
        }
    return flat


def _lines(names: Sequence[str], rows: Sequence[dict[str, str]]) -> Iterator[Line]:
    yield Line(1, tuple(names))
    for place, row in enumerate(rows):
        cells = tuple(row.get(name, "") for name in names)
        if any(cells):
            yield Line(place + 2, cells)


JSON = Reader(MEDIA_TYPE, recognises, read)
