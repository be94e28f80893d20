"""In which system coordinates are: from what a file declares, else from its numbers. Never asks a network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.zoning.layer import Shape

Bounds = tuple[float, float, float, float]  # west, south, east, north

WGS84, LAMBERT93 = 4326, 2154
_LAMBERT2 = 27572
_CONIC = tuple(range(3942, 3951))  # RGF93 / CC42 to CC50
_OVERSEAS = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "975": 4467, "976": 4471, "977": 5490}
_NAMES = {WGS84: "longitude et latitude (WGS 84)", LAMBERT93: "Lambert-93", _LAMBERT2: "Lambert II étendu"}
_FRANCE: Bounds = (-5.6, 41.0, 10.0, 51.5)
_AROUND = {
    "971": (-62.0, 15.6, -60.8, 16.7),
    "972": (-61.4, 14.2, -60.6, 15.1),
    "973": (-54.8, 1.9, -51.4, 6.0),
    "974": (55.0, -21.6, 56.0, -20.7),
    "975": (-56.7, 46.6, -56.0, 47.3),
    "976": (44.8, -13.2, 45.5, -12.5),
    "977": (-63.3, 17.8, -62.7, 18.2),
}
_SAME_METRES = 1.0


@dataclass(frozen=True, slots=True)
class Guess:
    """A system that fits the numbers. confidence: 0 to 1."""

    srid: int
    confidence: float


def name_of(srid: int) -> str:
    """As a surveyor calls it in French: `Lambert-93`."""
    if srid in _CONIC:
        return f"conique conforme zone {srid - 3942 + 42} (CC{srid - 3942 + 42})"
    return _NAMES.get(srid) or str(_crs(srid).name)


def srid_of(declared: str, bounds: Bounds) -> int | None:
    """The EPSG code of a system declared as WKT or by its name; None when it is none that is known.

    Variants without a code (« RGF93 Lambert 93 » of the IGN) are told by what they do to the layer's centre.
    """
    try:
        system = _pyproj().CRS.from_user_input(declared)
        code = system.to_epsg(min_confidence=70)
        return int(code) if code else _alike(system, bounds)
    except _pyproj().exceptions.ProjError:
        return None


def fits(srid: int, bounds: Bounds) -> bool:
    """Whether the numbers can be of this system: degrees are never thousands."""
    degrees = _crs(srid).is_geographic
    small = all(abs(value) <= 360 for value in bounds)
    return small if degrees else not small


def guess(bounds: Bounds, insee: str) -> Guess | None:
    """The system in which the numbers fall where the commune may be; None when they fall nowhere."""
    overseas = insee[:3] if insee[:3] in _OVERSEAS else ""
    around = _AROUND[overseas] if overseas else _FRANCE
    candidates = (WGS84, _OVERSEAS[overseas]) if overseas else (WGS84, LAMBERT93, _LAMBERT2, *_CONIC)
    fitting = [srid for srid in candidates if fits(srid, bounds) and _falls(srid, bounds, around)]
    if not fitting:
        return None
    return Guess(fitting[0], 0.9 if len(fitting) == 1 else 0.5)


def moved(x: float, y: float, source: int, target: int) -> tuple[float, float]:
    """Coordinates from one system to another; always easting or longitude first."""
    if source == target:
        return x, y
    east, north = _transformer(source, target).transform(x, y)
    return float(east), float(north)


def reshaped(shape: Shape, source: int, target: int) -> Shape:
    """A whole shape from one system to another."""
    import shapely

    if source == target:
        return shape
    return shapely.transform(shape, _transformer(source, target).transform, interleaved=False)


def metres(srid: int) -> float:
    """How many units of the system a metre is, near enough for a tolerance."""
    return 1 / 111_320 if _crs(srid).is_geographic else 1.0


def _alike(system: Any, bounds: Bounds) -> int | None:  # noqa: ANN401 - pyproj has no types
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    own = _pyproj().Transformer.from_crs(system, _crs(WGS84), always_xy=True).transform(x, y)
    for srid in _known():
        if _crs(srid).is_geographic == system.is_geographic and _near(own, moved(x, y, srid, WGS84)):
            return srid
    return None


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) * 111_320 < _SAME_METRES for a, b in zip(one, other, strict=True))


def _known() -> Iterator[int]:
    yield from (LAMBERT93, WGS84, *_CONIC, _LAMBERT2, *sorted(set(_OVERSEAS.values())))


def _falls(srid: int, bounds: Bounds, around: Bounds) -> bool:
    """Whether both corners fall within `around`, and within the band of a conic zone."""
    west, south, east, north = around
    if srid in _CONIC:
        middle = srid - 3942 + 42
        south, north = middle - 1.2, middle + 1.2
    corners = (moved(bounds[i], bounds[i + 1], srid, WGS84) for i in (0, 2))
    return all(west <= x <= east and south <= y <= north for x, y in corners)


@lru_cache(maxsize=64)
def _transformer(source: int, target: int) -> Any:  # noqa: ANN401 - pyproj has no types
    return _pyproj().Transformer.from_crs(_crs(source), _crs(target), always_xy=True)


@lru_cache(maxsize=64)
def _crs(srid: int) -> Any:  # noqa: ANN401 - pyproj has no types
    return _pyproj().CRS.from_epsg(srid)


@lru_cache(maxsize=1)
def _pyproj() -> Any:  # noqa: ANN401 - pyproj has no types
    import pyproj
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # not in its __all__

    set_network_enabled(active=False)
    return pyproj
