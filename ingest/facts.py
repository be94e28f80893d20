"""The nouns of the fact tables: what is computed with, not only quoted. Frozen, without I/O.

`told` is, in each noun, the beginning of the element that carries it: its citation. A service or an event
without one is cited by its telling (`ingest.sentences`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - field types stay readable at run time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Validity:
    """When an act holds. Both ends are days at which it is in force; None is open."""

    in_force_from: date | None = None
    in_force_until: date | None = None

    def holds_on(self, day: date) -> bool:
        after_start = self.in_force_from is None or self.in_force_from <= day
        before_end = self.in_force_until is None or day <= self.in_force_until
        return after_start and before_end


@dataclass(frozen=True, slots=True)
class OpeningSlot:
    """One line of a service's weekly hours.

    weekdays: 0 is Monday. opens/closes: minutes since midnight, opens < closes <= 1440.
    comment: the words that restrict the slot, verbatim; they override it.
    from_day, until_day: the days it holds, both inside; None is open.
    exceptional: it stands in place of the usual slots on the days it holds, whatever their weekday.
    """

    weekdays: tuple[int, ...]
    opens: int
    closes: int
    comment: str = ""
    from_day: date | None = None
    until_day: date | None = None
    exceptional: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether its dates hold the day; its weekdays and its comment are not looked at."""
        after_start = self.from_day is None or self.from_day <= day
        return after_start and (self.until_day is None or day <= self.until_day)


@dataclass(frozen=True, slots=True)
class Service:
    """A public service of the commune as the directory, a sheet or a notice describes it.

    modified_on: the day of what is said here, where its source gives one.
    """

    key: str
    kind: str
    name: str
    slots: tuple[OpeningSlot, ...] = ()
    address: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    accessibility: str = ""
    hours_comment: str = ""
    modified_on: date | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated happening; `closure` when it closes the service it names.

    category: `event`, `menu`, `council`… what kind of happening.
    starts/ends: local time of the commune; ends is exclusive. all_day events start at 00:00.
    """

    title: str
    starts: datetime
    ends: datetime
    all_day: bool
    where: str = ""
    closure: bool = False
    category: str = "event"
    told: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One waste collection as the commune announces it.

    waste: `ordures ménagères`, `emballages`… streets: as written; empty when the whole sector is meant.
    weekdays: 0 is Monday. week_parity: 0 every week, 1 odd ISO weeks, 2 even ones.
    months: 1 to 12, empty for the whole year. nth: which one in the month (1, 3, -1 the last), empty for all.
    dates: days given one by one; they stand alone. comment: what else restricts it, verbatim.
    """

    waste: str
    told: str
    sector: str = ""
    streets: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    week_parity: int = 0
    months: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    comment: str = ""


class Relation(StrEnum):
    """What an act does to another one."""

    REPEALS = "repeals"
    AMENDS = "amends"
    CITES = "cites"


@dataclass(frozen=True, slots=True)
class ActLink:
    """What an act says of another: named by its number, its date, or both. told: the words, verbatim."""

    relation: Relation
    told: str
    kind: str = ""
    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    """How an assembly voted; None is not said."""

    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A decision of the commune: arrêté, délibération, décision.

    kind: `arrêté`, `délibération`, `décision`. matter: code of the ACTES nomenclature, `2.1`.
    stamp: the prefecture's acknowledgement, `034-213401722-20140522-…`. url: where it is published.
    temporary: it names its own end. streets: those it rules, as written.
    """

    kind: str
    told: str
    number: str = ""
    signed_on: date | None = None
    object: str = ""
    authority: str = ""
    matter: str = ""
    stamp: str = ""
    received_on: date | None = None
    published_on: date | None = None
    votes: Votes = Votes()
    validity: Validity = Validity()
    temporary: bool = False
    streets: tuple[str, ...] = ()
    links: tuple[ActLink, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """One polygon, line or point of a town plan.

    layer: `ZONE_URBA`, `PRESCRIPTION_SURF`, `INFO_LIN`… label: `UBi`. kind: CNIG type, `U`, `AUc`, `N`, `05`.
    file: the rules' file, without its anchor; page: from `#page=24`. srid: EPSG code of `shape` (WKB).
    """

    layer: str
    label: str
    told: str
    shape: bytes
    srid: int
    long_label: str = ""
    kind: str = ""
    subkind: str = ""
    file: str = ""
    page: int | None = None
    plan: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """One numbered address. x, y: in EPSG `srid`; longitude, latitude for 4326. number: `12 bis`."""

    number: str
    street: str
    x: float
    y: float
    srid: int
    postcode: str = ""
    insee: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel of the land register. code: section and number, `AB 123`; prefix: `000`."""

    code: str
    shape: bytes
    srid: int
    prefix: str = ""
    insee: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document adds to the fact tables."""

    services: tuple[Service, ...] = ()
    events: tuple[Event, ...] = ()
    rounds: tuple[Round, ...] = ()
    acts: tuple[Act, ...] = ()
    zones: tuple[Zone, ...] = ()
    addresses: tuple[Address, ...] = ()
    parcels: tuple[Parcel, ...] = ()
