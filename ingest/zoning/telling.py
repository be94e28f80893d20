"""Rows of a town plan told as text that can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.sentences import tell_day
from ingest.zoning.cnig import INFORMATION, PRESCRIPTIONS, SECTORS, ZONES, meaning, plan_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.zoning.cnig import Entry, Family

_DRAWN_AS = {"SURF": " (surfaces)", "LIN": " (lignes)", "PCT": " (points)"}
_DRAWN = {"SURF": "polygone", "LIN": "ligne", "PCT": "point", "": "objet"}
_HEADINGS = {
    ZONES.name: "Zones du {plan}",
    SECTORS.name: "Secteurs de la {plan}",
    PRESCRIPTIONS.name: "Prescriptions du {plan}",
    INFORMATION.name: "Informations annexées au {plan}",
}
_WHOLE_WORDS, _HEAD_WORDS = (
    120,
    30,
)  # a longer text may be cut: only its beginning is sure to stay in one piece


def heading(family: Family, plan: str, drawn: str = "") -> str:
    """`Zones du PLU`, `Prescriptions du PLU (lignes)`."""
    return _HEADINGS[family.name].format(plan=plan) + (_DRAWN_AS.get(drawn, "") if family.drawn else "")


def tell(entry: Entry, family: Family, drawn: str, shapes: int) -> str:
    """`Zone UBi (PLU, zone urbaine U) : secteur inondable. Règlement : r.pdf, page 24. 12 polygones.`"""
    plan = plan_kind(family.name, entry.plan, entry.file)
    head = _zone(entry, plan) if family is ZONES else _sector(entry, plan) if family is SECTORS else ""
    parts = [
        head or _coded(entry, family, plan),
        _about(entry, family),
        _destination(entry),
        _rules(entry, family),
    ]
    if entry.approved_on:
        parts.append(f"Plan approuvé le {tell_day(entry.approved_on)}.")
    parts.append(f"{counted(shapes, _DRAWN[drawn])}.")
    return parts[0] + " ".join(part for part in parts[1:] if part)


def beginning(text: str) -> str:
    """What of a telling is sure to be in one passage."""
    words = text.split()
    return text if len(words) <= _WHOLE_WORDS else " ".join(words[:_HEAD_WORDS])


def told_line(lines: Iterable[str], label: str, *words: str) -> str:
    """The line that tells a row of that label with these words; its head alone when several lines may do.

    Empty when no line does.
    """
    heads = (f"Zone {label} (", f"« {label} » (")
    held = (line for line in lines if any(head in line for head in heads))
    found = [line for line in held if all(word in line for word in words)]
    if len(found) < 2:
        return "".join(found)
    shared = {line[: line.find(")") + 1] for line in found}
    return shared.pop() if len(shared) == 1 else ""


def counted(number: int, noun: str) -> str:
    """`1 polygone`, `12 polygones`, `36 395 adresses`."""
    return f"{number:,}".replace(",", " ") + f" {noun}{'s' if number > 1 else ''}"


def _zone(entry: Entry, plan: str) -> str:
    kind = f"{meaning('zone', entry.kind) or 'type'} {entry.kind}" if entry.kind else ""
    return f"Zone {entry.label or 'sans nom'} ({', '.join(part for part in (plan, kind) if part)})"


def _sector(entry: Entry, plan: str) -> str:
    told = meaning("sector", entry.kind)
    name = f"« {entry.label} »" if entry.label else entry.kind
    return f"Secteur {name} ({', '.join(part for part in (plan, told) if part)})"


def _coded(entry: Entry, family: Family, plan: str) -> str:
    noun = "Prescription" if family is PRESCRIPTIONS else "Information"
    code = "-".join(part for part in (entry.kind, entry.subkind) if part)
    told = meaning(family.codes, entry.kind, entry.subkind)
    label = f" « {entry.label} »" if entry.label else ""
    coded = f"code {code}{f' : {told}' if told else ''}" if code else ""
    return f"{noun}{label} ({', '.join(part for part in (plan, coded) if part)})"


def _about(entry: Entry, family: Family) -> str:
    """What follows the head, with the full stop that ends both."""
    told = [part.rstrip(". ") for part in (entry.long_label, entry.text) if part]
    if family is not ZONES and family is not SECTORS:
        told = [part for part in told if part != entry.label]
    return f" : {' – '.join(told)}." if told else "."


def _destination(entry: Entry) -> str:
    told = meaning("destination", entry.destination)
    return f"Vocation dominante : {told}." if told else ""


def _rules(entry: Entry, family: Family) -> str:
    if not entry.file:
        return ""
    noun = "Règlement" if family in (ZONES, SECTORS) else "Document"
    return f"{noun} : {entry.file}{f', page {entry.page}' if entry.page else ''}."
