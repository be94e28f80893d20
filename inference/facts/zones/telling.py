"""The zones at a place as sentences: what each is, how much of a parcel it holds, where its rules are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.facts.answer import FactsAnswer, once, pairs
from inference.facts.words import fold
from ingest.zoning.cnig import meaning

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from inference.facts.saying import Saying
    from inference.facts.zones.place import Found
    from ingest.facts import Zone
    from ingest.shelf import StoredPassage
    from ingest.zoning.places import Hit
    from ingest.zoning.register import Rules

_MOST_OTHERS: Final = 6
_WHOLE_SHARE: Final = 0.98
_OVERLAPPING_SHARE: Final = 1.02
_CODES: Final = (("PRESCRIPTION", "prescription"), ("INFO", "information"), ("SECTEUR", "sector"))


class Telling:
    """page_of: the passage with which the rules of a zone begin."""

    def __init__(self, saying: Saying, page_of: Callable[[Rules, str], StoredPassage | None]) -> None:
        self._saying = saying
        self._page_of = page_of

    def of(self, found: Found) -> FactsAnswer:
        """The whole answer about a place that at least one zone holds."""
        hits = found.inside
        labels = {hit.zone.label for hit in hits}
        conflict = len(labels) > 1 and _overlap(found, hits)
        beside = [hit for hit in found.main if hit not in hits and hit.zone.label not in labels]
        pages = [self._page_of(hit.rules, hit.zone.label) for hit in hits if hit.rules]
        lines = [
            *self._doubts(found),
            *self._zones(found, hits, conflict=conflict),
            *self._borders(beside),
            *self._others(found.others),
            *dict.fromkeys(self._rules(hit.rules) for hit in hits if hit.rules),
        ]
        cited = [hit.passage for hit in (*hits, *beside, *found.others)]
        cited += [page for page in pages if page] + ([found.row] if found.row else [])
        differing = pairs([hit.passage for hit in hits]) if conflict else ()
        certain = found.exact and not conflict and not beside
        return FactsAnswer("\n".join(lines), once(cited), certain=certain, differing=differing)

    def _doubts(self, found: Found) -> list[str]:
        return [] if found.exact else [self._saying.say("middle_of_street", name=found.name)]

    def _zones(self, found: Found, hits: Sequence[Hit], *, conflict: bool) -> list[str]:
        name = (
            self._saying.say("quoted", name=found.name) if found.name and not found.is_parcel else found.name
        )
        if len(hits) == 1:
            key = "parcel_in" if found.is_parcel else "named_in" if name else "point_in"
            return [self._saying.say(key, name=name, zone=self._described(hits[0].zone))]
        key = "overlap" if conflict else "astride" if found.is_parcel else "several"
        return [self._saying.say(key, name=name), *(f"- {self._line(hit)}" for hit in hits)]

    def _line(self, hit: Hit) -> str:
        zone = self._described(hit.zone)
        whole = hit.share >= _WHOLE_SHARE
        return zone if whole else self._saying.say("share", zone=zone, share=max(1, round(hit.share * 100)))

    def _described(self, zone: Zone) -> str:
        """`zone UB (zone urbaine) : extensions pavillonnaires`."""
        kind, told = _meaning(zone), zone.long_label.strip().rstrip(".")
        if kind and told and fold(kind) != fold(told):
            return self._saying.say("zone_both", label=zone.label, kind=kind, told=told)
        return self._saying.say("zone_one" if kind or told else "zone", label=zone.label, told=told or kind)

    def _borders(self, beside: Sequence[Hit]) -> list[str]:
        labels = self._saying.listed([hit.zone.label for hit in beside])
        return [self._saying.say("border", labels=labels)] if beside else []

    def _others(self, hits: Sequence[Hit]) -> list[str]:
        """Prescriptions and information, those on the spot before those beside it."""
        here = list(dict.fromkeys(self._other(hit.zone) for hit in hits if hit.metres == 0))
        beside = dict.fromkeys(self._other(hit.zone) for hit in hits if hit.metres)
        told = (("others", here), ("others_near", [name for name in beside if name not in here]))
        return [self._saying.say(key, names=" ; ".join(names[:_MOST_OTHERS])) for key, names in told if names]

    def _other(self, zone: Zone) -> str:
        kind, told = _meaning(zone), zone.long_label.strip().rstrip(".")
        parts = [part for part in (told if fold(told) != fold(zone.label) else "", kind) if part]
        key = "other_explained" if parts else "other"
        return self._saying.say(key, label=zone.label or kind, told=", ".join(parts))

    def _rules(self, rules: Rules) -> str:
        key = "rules_page" if rules.page else "rules"
        return self._saying.say(key, title=rules.title, page=rules.page or "")


def _meaning(zone: Zone) -> str:
    codes = next((codes for layer, codes in _CODES if zone.layer.startswith(layer)), "zone")
    return meaning(codes, zone.kind, zone.subkind).replace("'", "’") if zone.kind else ""


def _overlap(found: Found, hits: Sequence[Hit]) -> bool:
    """Whether zones lie on each other: of a parcel, where they hold more than the whole of it."""
    if not found.is_parcel:
        return all(hit.metres == 0 for hit in hits)
    return sum(hit.share for hit in hits) > _OVERLAPPING_SHARE
