"""Where the place of a question is, and which zones hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.facts.addresses import streets_meant

if TYPE_CHECKING:
    from datetime import date

    from inference.facts.zones.question import ZoneRequest
    from ingest.shelf import StoredPassage
    from ingest.zoning.gazetteer import Spot
    from ingest.zoning.places import Hit, Places

_MAIN: Final = ("ZONE_URBA", "SECTEUR_CC")
_INSIDE_METRES: Final = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What the map holds at a place. main: zones; others: prescriptions and information.

    name: of the address or parcel, empty for a point. exact: the number itself is placed. row: its file.
    """

    main: tuple[Hit, ...]
    others: tuple[Hit, ...]
    name: str = ""
    exact: bool = True
    row: StoredPassage | None = None
    is_parcel: bool = False

    @property
    def inside(self) -> tuple[Hit, ...]:
        """The zones that hold the place itself, not only touch it."""
        return tuple(hit for hit in self.main if hit.metres <= _INSIDE_METRES) or self.main


@dataclass(frozen=True, slots=True)
class Spots:
    """Where an address or a parcel may be. sure: False when the names only look like what was written."""

    spots: tuple[Spot, ...] = ()
    sure: bool = True


def spots_of(request: ZoneRequest, places: Places) -> Spots:
    """One spot when it is sure, several to choose from, none when nobody knows the place."""
    if request.parcel:
        return Spots(tuple(places.point_of_parcel(request.parcel)))
    if request.address is None:
        return Spots()
    spots = tuple(places.point_of_address(request.address.words))
    meant = streets_meant(request.address.street, [_street(spot) for spot in spots])
    certain = tuple(spot for spot in spots if _street(spot) in meant)
    return Spots(certain) if certain else Spots(spots, sure=False)


def _street(spot: Spot) -> str:
    """`Rue de la Mairie` of `12 bis Rue de la Mairie`."""
    words = spot.told.split(" ")
    while len(words) > 1 and (words[0][:1].isdigit() or words[0] in ("bis", "ter", "quater")):
        words = words[1:]
    return " ".join(words)


def at_point(request: ZoneRequest, places: Places, on: date) -> Found | None:
    """What is at the point of the request; None when it gives none."""
    return Found(*_parted(places.zones_at(request.point, on))) if request.point else None


def at_spot(spot: Spot, places: Places, on: date) -> Found:
    """What is at an address, or over a parcel."""
    hits = places.zones_over(spot, on)
    return Found(*_parted(hits), spot.told, spot.exact, spot.passage, is_parcel=spot.shape is not None)


def _parted(hits: list[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The zones, and what is signalled over them."""
    main = tuple(hit for hit in hits if hit.zone.layer.startswith(_MAIN))
    return main, tuple(hit for hit in hits if not hit.zone.layer.startswith(_MAIN))
