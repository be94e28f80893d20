"""The manual names every setting, metric and fault that an operator can meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prometheus_client import Counter
from pydantic import BaseModel

from appliance.settings import Settings
from ops import metrics
from tests.contracts.checkout import PACKAGES, ROOT, document

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = document("docs/operate.md")


def settings_of(model: type[BaseModel], prefix: str = "PARVIS_") -> Iterator[str]:
    """The environment variable of every setting."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings_of(kind, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}"


def test_every_setting_is_in_the_manual() -> None:
    assert [name for name in settings_of(Settings) if f"`{name}`" not in MANUAL] == []


def test_no_setting_in_the_manual_is_gone() -> None:
    named = set(re.findall(r"`(PARVIS_[A-Z_]+)` \|", MANUAL))
    assert named == set(settings_of(Settings))


def test_every_metric_is_in_the_manual() -> None:
    names = [
        f"{family.name}_total" if family.type == Counter._type else family.name
        for family in metrics.registry.collect()
    ]
    assert [name for name in names if f"`{name}`" not in MANUAL] == []


def test_every_fault_is_in_the_manual() -> None:
    served = [package for package in PACKAGES if package != "benchmarks"]
    sources = [path.read_text("utf-8") for package in served for path in (ROOT / package).rglob("*.py")]
    keys = {key for source in sources for key in re.findall(r'\bkey="([a-z_]+\.[a-z_]+)"', source)}
    assert len(keys) > 20
    assert sorted(key for key in keys if f"`{key}`" not in MANUAL) == []


def test_the_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name} → {target}"
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
