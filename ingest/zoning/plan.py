"""A layer of a town plan becomes zones and the text that tells them. Knows no file format."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from typing import TYPE_CHECKING

from ingest.document import Block, Element, Reading
from ingest.facts import Facts, Zone
from ingest.readers.source import refusal
from ingest.sentences import tell_day
from ingest.zoning import cnig
from ingest.zoning.projection import name_of
from ingest.zoning.shape import MAX_SHAPE_BYTES, family, mended, stored
from ingest.zoning.telling import beginning, counted, heading, tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.zoning.cnig import Entry, Family
    from ingest.zoning.layer import Feature, Layer

_SHOWN_LABELS = 60


def plan_reading(layer: Layer, kind: Family) -> Reading:
    """Its zones, one line of text for each thing they say. Raises Fault when nothing of it can be placed."""
    problems: Counter[str] = Counter()
    rows = list(_rows(layer, kind, problems))
    if not rows:
        raise refusal(
            "nothing_drawn", f"{layer.name} ne contient aucun objet qui puisse être placé sur une carte."
        )
    drawn = Counter(family for _, family, _ in rows).most_common(1)[0][0]
    counts = Counter(entry for entry, _, _ in rows)
    texts = {entry: tell(entry, kind, drawn, number) for entry, number in counts.items()}
    plan = cnig.plan_kind(kind.name, rows[0][0].plan, rows[0][0].file)
    title = heading(kind, plan, drawn)
    name = f"{kind.name}_{drawn}" if kind.drawn and drawn else kind.name
    lines = [Element(text, Block.ROW) for _, text in sorted(texts.items(), key=lambda pair: _rank(pair[0]))]
    elements = [Element(title, Block.HEADING, level=1), Element(_summary(layer, kind, plan, rows)), *lines]
    zones = tuple(_zone(entry, name, beginning(texts[entry]), shape, layer.srid) for entry, _, shape in rows)
    remarks = (*layer.remarks, *_told(problems, layer.name))
    return Reading(title, tuple(elements), Facts(zones=zones), remarks=remarks, doubts=layer.doubts)


def _rows(layer: Layer, kind: Family, problems: Counter[str]) -> Iterator[tuple[Entry, str, bytes]]:
    """Each row that can be placed: what it says, the family of its shape, and the shape."""
    total = 0
    for feature in layer.features:
        shape = _kept(feature, problems)
        if shape is None:
            continue
        kept = stored(shape)
        total += len(kept)
        if total > MAX_SHAPE_BYTES:
            sentence = f"{layer.name} est trop gros pour être lu : donnez le plan de la commune seule."
            raise refusal("too_large", sentence)
        yield cnig.entry(feature, kind), family(shape), kept


def _kept(feature: Feature, problems: Counter[str]) -> object:
    if feature.shape is None:
        problems["empty"] += 1
        return None
    shape, changed = mended(feature.shape)
    if changed:
        problems["mended" if shape is not None else "empty"] += 1
    return shape


def _told(problems: Counter[str], name: str) -> Iterator[str]:
    if problems["empty"]:
        yield f"{name} : objets sans contour lisible, laissés de côté : {problems['empty']}."
    if problems["mended"]:
        yield f"{name} : contours mal formés, réparés : {problems['mended']}."


def _summary(layer: Layer, kind: Family, plan: str, rows: Sequence[tuple[Entry, str, bytes]]) -> str:
    """How much there is, under which labels, since when."""
    entries = sorted({entry for entry, _, _ in rows}, key=_rank)
    labels = list(dict.fromkeys(entry.label for entry in entries if entry.label))
    shown = ", ".join(labels[:_SHOWN_LABELS]) + ("…" if len(labels) > _SHOWN_LABELS else "")
    dates = sorted({entry.approved_on for entry in entries if entry.approved_on})
    since = f" Plan approuvé le {tell_day(dates[-1])}." if dates else ""
    named = f" {heading(kind, plan)} : {shown}." if labels else ""
    return f"{layer.name} : {counted(len(rows), 'objet')} ({name_of(layer.srid)}).{since}{named}"


def _rank(entry: Entry) -> tuple[str, ...]:
    return (entry.label.casefold(), *(str(value) for value in astuple(entry)))


def _zone(entry: Entry, layer: str, told: str, shape: bytes, srid: int) -> Zone:
    return Zone(
        layer=layer,
        label=entry.label,
        told=told,
        shape=shape,
        srid=srid,
        long_label=entry.long_label or entry.text,
        kind=entry.kind,
        subkind=entry.subkind,
        file=entry.file,
        page=entry.page,
        plan=entry.plan,
        approved_on=entry.approved_on,
    )
