"""What a layer of a digitised town plan is, and its rows as zones. Knows no file format.

Source: CNIG standards « PLU » and « carte communale », 2013 to 2024 (https://cnig.gouv.fr). Their names of
columns and their cases differ; a layer is known by its columns before it is by its name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.zoning.layer import Feature, Layer

_ANCHOR = re.compile(r"#\s*(?:page\s*=\s*)?(\d{1,4})\b", re.IGNORECASE)
_INTERCOMMUNAL = re.compile(r"(?:^|\D)\d{9}(?:_|\d{8}\b|$)")
_NAMED_PLAN = re.compile(r"_(PLUi|PLU|POS|CC|PSMV)(?:_|$)", re.IGNORECASE)
_PLAN_KINDS = {"plui": "PLUi", "plu": "PLU", "pos": "POS", "cc": "carte communale", "psmv": "PSMV"}
_LABEL = ("libelle", "lib_zone", "libzone", "lib", "nom_zone", "zonage", "zone")
_LONG = ("libelong", "lib_long", "liblong", "libel_long", "libelle_long", "lib_compl")
_TEXT = ("txt", "texte")
_FILE, _ADDRESS = ("nomfic", "nom_fic", "nomreg"), ("urlfic", "url_fic", "urlreg")
_PLAN = ("idurba", "id_urba", "partition")
_APPROVED = ("datvalid", "datappro", "dateappro", "date_appro", "datevalid", "date_valid")


@dataclass(frozen=True, slots=True)
class Family:
    """Layers of one kind. codes: their table in `cnig.toml`. kinds, subkinds: the columns of their codes."""

    name: str
    codes: str
    kinds: tuple[str, ...]
    subkinds: tuple[str, ...] = ()
    drawn: bool = False  # the layer's name ends with the kind of its shapes


ZONES = Family("ZONE_URBA", "zone", ("typezone", "type_zone"))
SECTORS = Family("SECTEUR_CC", "sector", ("typesect", "typesecteur", "type_sect"))
PRESCRIPTIONS = Family("PRESCRIPTION", "prescription", ("typepsc", "type_psc"), ("stypepsc",), drawn=True)
INFORMATION = Family("INFO", "information", ("typeinf", "type_inf"), ("stypeinf",), drawn=True)
_FAMILIES = (ZONES, SECTORS, PRESCRIPTIONS, INFORMATION)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says, apart from its shape; rows that say the same are told once."""

    label: str
    long_label: str
    text: str
    kind: str
    subkind: str
    destination: str
    file: str
    page: int | None
    plan: str
    approved_on: date | None


def family_of(layer: Layer) -> Family | None:
    """Which layer of a plan it is; None when it is none."""
    by_column = (
        family for family in _FAMILIES if layer.has(*family.kinds) and layer.has(*_LABEL, *_LONG, *_TEXT)
    )
    by_name = (family for family in _FAMILIES if family.name in layer.name.upper() and layer.has(*_LABEL))
    return next(by_column, None) or next(by_name, None)


def is_dressing(layer: Layer) -> bool:
    """Lettering and strokes of the printed map: `HABILLAGE_*`."""
    return "HABILLAGE" in layer.name.upper() or layer.has("nattrac", "natecr")


def entry(feature: Feature, family: Family) -> Entry:
    file, page = anchored(feature.value(*_FILE) or feature.value(*_ADDRESS))
    return Entry(
        label=feature.value(*_LABEL)[:120],
        long_label=feature.value(*_LONG),
        text=feature.value(*_TEXT),
        kind=feature.value(*family.kinds)[:20],
        subkind=feature.value(*family.subkinds)[:20],
        destination=feature.value("destdomi"),
        file=file,
        page=page,
        plan=feature.value(*_PLAN)[:120],
        approved_on=day(feature.value(*_APPROVED)),
    )


def anchored(told: str) -> tuple[str, int | None]:
    """`reglement.pdf#page=24` as the file's own name and the page, which is None when it is not told."""
    name, _, _ = told.partition("#")
    found = _ANCHOR.search(told)
    return re.split(r"[/\\]", name.strip())[-1], int(found[1]) if found and int(found[1]) else None


def day(told: str) -> date | None:
    """`20140603`, `2014-06-03` or `03/06/2014`; None when it is no date of a plan."""
    for form, length in (("%Y%m%d", 8), ("%Y-%m-%d", 10), ("%Y/%m/%d", 10), ("%d/%m/%Y", 10)):
        try:
            found = datetime.strptime(told[:length], form).date()
        except ValueError:
            continue
        return found if 1950 <= found.year <= 2100 else None
    return None


def plan_kind(family: str, *names: str) -> str:
    """`PLU`, `PLUi`, `carte communale`…: from its own names; a SIREN code is intercommunal."""
    if family.startswith(SECTORS.name):
        return "carte communale"
    for name in names:
        if found := _NAMED_PLAN.search(name):
            kind = _PLAN_KINDS[found[1].lower()]
            return "PLUi" if kind == "PLU" and _INTERCOMMUNAL.search(name) else kind
    return "PLUi" if any(_INTERCOMMUNAL.search(name) for name in names) else "PLU"


def meaning(codes: str, kind: str, subkind: str = "") -> str:
    """What a code stands for; empty when it is not known."""
    table = _codes()[codes]
    code = kind.strip().upper()
    if codes == "zone":
        return table.get(code) or table.get(code[:2]) or table.get(code[:1], "")
    code = code.zfill(2) if code.isdigit() else code
    return table.get(f"{code}-{subkind.strip().zfill(2)}") or table.get(code, "")


@lru_cache(maxsize=1)
def _codes() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("cnig.toml").read_text("utf-8"))
