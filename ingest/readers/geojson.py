"""GeoJSON, plain or gzipped, taken in feature by feature (RFC 7946, and older files with a system)."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from typing import IO, TYPE_CHECKING, Any

from ingest.readers import zoning
from ingest.readers.source import HEAD_BYTES, Reader, Source, refusal
from ingest.zoning.layer import Feature
from ingest.zoning.placing import placed
from ingest.zoning.shape import MAX_SHAPE_BYTES, flat, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.document import Reading

MEDIA_TYPE = "application/geo+json"
MAX_BYTES = 300_000_000  # unpacked
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
_BEGINS = re.compile(r'"features"\s*:\s*\[')
_SYSTEM = re.compile(r'"crs"\s*:.{0,80}?"name"\s*:\s*"([^"]{1,80})"', re.DOTALL)
_COLLECTION = re.compile(rb'"type"\s*:\s*"Feature(?:Collection)?"|"features"\s*:\s*\[')
_BROKEN = "Le fichier GeoJSON est abîmé : il ne peut pas être lu."


def recognises(source: Source) -> bool:
    try:
        with _opened(source) as file:
            head = file.read(4 * HEAD_BYTES)
    except (OSError, EOFError, zlib.error):
        return False
    opening = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    return opening == b"{" and _COLLECTION.search(head) is not None


def read(source: Source) -> Reading:
    try:
        with _opened(source) as file:
            document = _Document(file)
            features = list(_kept(document, source))
    except (OSError, EOFError, zlib.error, ValueError, RecursionError) as error:
        raise refusal("broken", _BROKEN) from error
    shapes = [feature.shape.bounds for feature in features if feature.shape is not None]
    if not shapes:
        raise refusal("nothing_drawn", "Ce fichier GeoJSON ne contient aucun objet placé sur une carte.")
    west, south, east, north = zip(*shapes, strict=True)
    bounds = (min(west), min(south), max(east), max(north))
    columns = frozenset(column for feature in features for column in feature.cells)
    declared = document.system or "EPSG:4326"
    name = re.sub(r"\.(?:geo)?json(?:\.gz)?$", "", source.name, flags=re.IGNORECASE)
    return zoning.reading_of([placed(name, columns, declared, bounds, features, source.insee)], source)


def _kept(document: _Document, source: Source) -> Iterator[Feature]:
    size = 0
    for number, given in enumerate(document.features()):
        shape = flat(json.dumps(given.get("geometry"))) if given.get("geometry") else None
        size += len(stored(shape)) if shape is not None else 0
        if size > MAX_SHAPE_BYTES:
            raise refusal("too_large", "Ce fichier GeoJSON est trop gros : donnez celui de la commune seule.")
        cells = ((str(name).lower(), _told(value)) for name, value in (given.get("properties") or {}).items())
        yield Feature({name: value for name, value in cells if value}, shape)
        if number % 1_000 == 0:
            source.tell(number, 0)


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


def _opened(source: Source) -> IO[bytes]:
    packed = source.head().startswith(_GZIP)
    return io.BufferedReader(gzip.open(source.path)) if packed else source.path.open("rb")


GEOJSON = Reader(MEDIA_TYPE, recognises, read)
