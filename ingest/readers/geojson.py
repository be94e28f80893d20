"""GeoJSON, plain or gzipped, taken in feature by feature (RFC 7946, and older files with a system)."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from ingest.readers import zoning
from ingest.readers.source import HEAD_BYTES, UNREADABLE, Reader, Source, refusal, unpacked
from ingest.zoning.layer import MAX_FEATURES, Feature
from ingest.zoning.placing import placed
from ingest.zoning.shape import MAX_SHAPE_BYTES, flat, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.document import Reading
    from ingest.zoning.projection import Bounds

MEDIA_TYPE = "application/geo+json"
MAX_BYTES = 300_000_000  # unpacked
_CHUNK = 1 << 20
_TELL_EVERY = 1_000
_BEGINS = re.compile(r'"features"\s*:\s*\[')
_SYSTEM = re.compile(r'"crs"\s*:.{0,80}?"name"\s*:\s*"([^"]{1,80})"', re.DOTALL)
_COLLECTION = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"|"features"\s*:\s*\[')
_BROKEN = "Le fichier GeoJSON est abîmé : il ne peut pas être lu."


def recognises(source: Source) -> bool:
    try:
        with unpacked(source) as file:
            head = file.read(4 * HEAD_BYTES)
    except UNREADABLE:
        return False
    opening = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    return opening == b"{" and _COLLECTION.search(head) is not None


def read(source: Source) -> Reading:
    with TemporaryDirectory(dir=source.scratch) as folder:
        aside = _Aside(Path(folder) / "features.jsonl", source)
        system = _taken(aside, source)
        if aside.bounds is None:
            raise refusal("nothing_drawn", "Ce fichier GeoJSON ne contient aucun objet placé sur une carte.")
        name = re.sub(r"\.(?:geo)?json(?:\.gz)?$", "", source.name, flags=re.IGNORECASE)
        layer = placed(name, frozenset(aside.columns), system, aside.bounds, aside, source.insee)
        return zoning.reading_of([layer], source)


def _taken(aside: _Aside, source: Source) -> str:
    """All features put aside; the system that the file names, else that of the standard."""
    try:
        with unpacked(source) as file:
            document = _Document(file)
            aside.put(document.features())
    except (*UNREADABLE, ValueError, RecursionError) as error:
        raise refusal("broken", _BROKEN) from error
    return document.system or "EPSG:4326"


class _Aside:
    """Features put aside in a file, one a line, and read back each time they are gone through."""

    def __init__(self, path: Path, source: Source) -> None:
        self._source, self._path = source, path
        self.bounds: Bounds | None = None
        self.columns: set[str] = set()

    def put(self, features: Iterable[dict[str, Any]]) -> None:
        size = 0
        with self._path.open("w", encoding="utf-8") as lines:
            for number, given in enumerate(features):
                shape = flat(json.dumps(given["geometry"])) if given.get("geometry") else None
                kept = stored(shape) if shape is not None else b""
                size += len(kept)
                if size > MAX_SHAPE_BYTES or number >= MAX_FEATURES:
                    raise refusal(
                        "too_large", "Ce fichier GeoJSON est trop gros : donnez celui de la commune seule."
                    )
                cells = _cells(given.get("properties"))
                self.columns.update(cells)
                self.bounds = _around(self.bounds, shape.bounds) if shape is not None else self.bounds
                lines.write(json.dumps([cells, kept.hex()]) + "\n")
                if number % _TELL_EVERY == 0:
                    self._source.tell(number, 0)

    def __iter__(self) -> Iterator[Feature]:
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                cells, shape = json.loads(line)
                yield Feature(cells, flat(bytes.fromhex(shape)))


def _cells(properties: Any) -> dict[str, str]:  # noqa: ANN401 - JSON is whatever it is
    given = properties.items() if isinstance(properties, dict) else ()
    told = ((str(name).lower(), _told(value)) for name, value in given)
    return {name: value for name, value in told if value}


def _around(one: Bounds | None, other: Bounds) -> Bounds:
    if one is None:
        return other
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


class _Document:
    """A collection read as it comes. system: the one that it names, known once its features are passed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._left = file, MAX_BYTES
        self._letters = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._buffer = ""
        self.system = ""

    def features(self) -> Iterator[dict[str, Any]]:
        """Each feature. Raises ValueError when the text is not JSON."""
        decoder, place = json.JSONDecoder(), self._start()
        while True:
            place = self._skip(place, " \r\n\t,")
            if self._buffer[place] == "]":
                self.system = self.system or _system(self._buffer[place:] + self._more())
                return
            feature, place = self._decoded(decoder, place)
            if isinstance(feature, dict):
                yield feature
            if place > _CHUNK:
                self._buffer, place = self._buffer[place:], 0

    def _start(self) -> int:
        while not (begins := _BEGINS.search(self._buffer)):
            if not self._grow():
                raise ValueError("no features")
        self.system = _system(self._buffer[: begins.start()])
        return begins.end()

    def _skip(self, place: int, letters: str) -> int:
        while True:
            while place < len(self._buffer) and self._buffer[place] in letters:
                place += 1
            if place < len(self._buffer):
                return place
            if not self._grow():
                raise ValueError("cut short")

    def _decoded(self, decoder: json.JSONDecoder, place: int) -> tuple[Any, int]:
        while True:
            try:
                return decoder.raw_decode(self._buffer, place)
            except ValueError:
                if not self._grow():
                    raise

    def _grow(self) -> bool:
        """Twice as much text, so that one very large feature is not tried again for each piece of it."""
        more = self._file.read(max(_CHUNK, len(self._buffer)))
        self._left -= len(more)
        if self._left < 0:
            raise refusal("too_large", "Ce fichier GeoJSON est trop gros : donnez celui de la commune seule.")
        self._buffer += self._letters.decode(more, final=not more)
        return bool(more)

    def _more(self) -> str:
        return self._letters.decode(self._file.read(HEAD_BYTES))


def _system(text: str) -> str:
    found = _SYSTEM.search(text)
    return found[1] if found else ""


def _told(value: Any) -> str:  # noqa: ANN401 - JSON is whatever it is
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return " ".join(str(value).split())


GEOJSON = Reader(MEDIA_TYPE, recognises, read)
