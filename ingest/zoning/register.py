"""The zones, prescriptions and information of a commune read from the store once, and what they cite."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from ingest.document import State
from ingest.facts import Zone
from ingest.plu import national
from ingest.shelf import Shelf
from ingest.tables import acts, documents, zones
from ingest.tables import passages as stored_passages
from ingest.zoning.atlas import Atlas
from ingest.zoning.cnig import SECTORS, ZONES, plan_kind
from ingest.zoning.telling import told_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from sqlalchemy import Engine

    from ingest.shelf import StoredPassage

_MAIN = (ZONES.name, SECTORS.name)
_COLUMNS = [zones.c[field.name] for field in fields(Zone) if field.name != "told"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The règlement of a zone among the documents of its commune. page: where the zone's own rules begin."""

    document_id: str
    file: str
    title: str
    page: int | None


class Register:
    """What one commune has at one version of its index; never changed afterwards.

    Zones come first, then prescriptions and information, each by label. former: what was read before, so that
    a plan that did not change is not drawn again.
    """

    def __init__(self, engine: Engine, slug: str, former: Register | None = None) -> None:
        self._engine, self._slug, self._shelf = engine, slug, Shelf(engine, slug)
        self._version = self._shelf.index_version()
        self._tellings = self._counted()
        passages = self._shelf.passages(self._tellings)
        if former is not None and former._tellings == self._tellings:
            self._drawn: list[tuple[Zone, str]] = former._drawn  # other documents changed, not the plan
            self.atlas: Atlas = former.atlas
        else:
            self._drawn = [(zone, teller) for zone, teller in self._placed() if teller in passages]
            self.atlas = Atlas([zone for zone, _ in self._drawn])
        self._tellers: list[StoredPassage] = [passages[teller] for _, teller in self._drawn]
        self._zones: list[Zone] = [zone for zone, _ in self._drawn]
        dates: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
        for zone, passage in zip(self._zones, self._tellers, strict=True):
            if zone.approved_on:
                dates[passage.document_id, zone.layer].append(zone.approved_on)
        self._approvals = {plan: max(found) for plan, found in dates.items()}

    def _counted(self) -> dict[str, int]:
        """How many zones each passage tells. A passage's id is never used again: equal means unchanged."""
        mine = zones.c.commune == self._slug
        query = select(zones.c.passage_id, func.count()).where(mine).group_by(zones.c.passage_id)
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _placed(self) -> list[tuple[Zone, str]]:
        mine = zones.c.commune == self._slug
        query = select(*_COLUMNS, zones.c.passage_id).where(mine).order_by(zones.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        found = [
            (Zone(told="", **{column.name: row[column] for column in _COLUMNS}), str(row["passage_id"]))
            for row in rows
        ]
        return sorted(
            found, key=lambda pair: (not pair[0].layer.startswith(_MAIN), pair[0].layer, pair[0].label)
        )

    def zone(self, place: int) -> Zone:
        """The zone with the line of its passage that tells it."""
        zone: Zone = self._zones[place]
        words = (zone.long_label.rstrip(". "), zone.file)
        return replace(zone, told=told_line(self._tellers[place].text.splitlines(), zone.label, *words))

    def is_current(self) -> bool:
        return self._shelf.index_version() == self._version

    def told(
        self, hits: Iterable[tuple[int, float]], on: date | None
    ) -> Iterator[tuple[int, float, StoredPassage]]:
        """Each hit with its passage: what is in force on that day, of the newest plan, said once."""
        held = [(place, amount) for place, amount in hits if on is None or self._holds(place, on)]
        newest: dict[str, date] = {}
        for place, _ in held:
            if approved := self._approved(place):
                layer = self._zones[place].layer
                newest[layer] = max(newest.get(layer, approved), approved)
        said: set[tuple[object, ...]] = set()
        for place, amount in held:
            zone, approved = self._zones[place], self._approved(place)
            words = (zone.layer, zone.label, zone.kind, zone.subkind, zone.long_label, zone.file, zone.page)
            if words not in said and not (approved and approved < newest[zone.layer]):
                said.add(words)
                yield place, amount, self._tellers[place]

    def rules_of(self, place: int) -> Rules | None:
        """The document that the zone names as its rules; at its page, else where the rules name the zone."""
        zone = self._zones[place]
        named = self._documents.get(zone.file.casefold()) if zone.file else None
        if named is None:
            return None
        document_id, file, title = named
        return Rules(document_id, file, title, zone.page or self._page(document_id, zone.label))

    def plan(self) -> tuple[str, date | None, int, StoredPassage] | None:
        """(kind, date of approval, polygons, what says it) of the newest plan; None without a zone."""
        main = [place for place, zone in enumerate(self._zones) if zone.layer in _MAIN]
        if not main:
            return None
        newest = max(main, key=lambda place: str(self._approved(place) or ""))
        zone, teller = self._zones[newest], self._tellers[newest]
        polygons = sum(self._tellers[place].document_id == teller.document_id for place in main)
        summary = next(iter(self._shelf.document_passages(teller.document_id)), teller)
        return plan_kind(zone.layer, zone.plan, zone.file), self._approved(newest), polygons, summary

    def rnu(self) -> StoredPassage | None:
        """What says that the national rules apply; None when nothing does."""
        query = select(acts.c.passage_id).where(acts.c.commune == self._slug, acts.c.kind == national.KIND)
        with self._engine.connect() as connection:
            ids = list(connection.execute(query).scalars())
        return next(iter(self._shelf.passages(ids).values()), None)

    def _approved(self, place: int) -> date | None:
        """Of the plan as a whole: an amendment dates single zones later than the rest."""
        return self._approvals.get((self._tellers[place].document_id, self._zones[place].layer))

    def _holds(self, place: int, on: date) -> bool:
        approved = self._approved(place)
        return self._tellers[place].validity.holds_on(on) and (approved is None or approved <= on)

    @cached_property
    def _documents(self) -> dict[str, tuple[str, str, str]]:
        """(id, file, title) of each document that stands for a file of that name."""
        query = select(documents).where(documents.c.commune == self._slug)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        titles = {row.id: row.title for row in rows if row.state == State.INDEXED}
        named = ((row.file, row.same_as or row.id) for row in rows)
        return {file.casefold(): (live, file, titles[live]) for file, live in named if live in titles}

    def _page(self, document_id: str, label: str) -> int | None:
        """Where the rules of `UBi` begin, else those of `UB`."""
        pages = self._pages.get(document_id, {})
        names = (label, re.sub(r"(?<=[A-Z])[a-z0-9]+$", "", label))
        return next((pages[name] for name in names if name in pages), None)

    @cached_property
    def _pages(self) -> dict[str, dict[str, int]]:
        """By document and zone, the first page that rules it."""
        query = (
            select(stored_passages.c.document_id, stored_passages.c.zones, stored_passages.c.page)
            .where(
                stored_passages.c.commune == self._slug,
                stored_passages.c.page.is_not(None),
                stored_passages.c.zones != [],
            )
            .order_by(stored_passages.c.document_id, stored_passages.c.ordinal)
        )
        pages: dict[str, dict[str, int]] = {}
        with self._engine.connect() as connection:
            for document_id, labels, page in connection.execute(query):
                for label in labels:
                    pages.setdefault(document_id, {}).setdefault(label, page)
        return pages
