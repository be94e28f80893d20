"""What the store and the models folder hold, for the commands that only look. Owns no index."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from inference.serving.models import list_models
from inference.serving.profiles import load_profile, profile_names
from ingest.communes import Communes
from ingest.review import to_review
from ingest.shelf import Shelf
from ops.fault import Fault
from ops.store import open_store

if TYPE_CHECKING:
    from appliance.settings import Settings


def add_commune(settings: Settings, slug: str, name: str, insee: str) -> dict[str, Any]:
    """Raises Fault on a name that cannot be or is taken."""
    return asdict(Communes(open_store(settings.store_url)).add(slug, name, insee))


def communes(settings: Settings) -> list[dict[str, Any]]:
    store = open_store(settings.store_url)
    return [
        asdict(commune) | {"documents": len(Shelf(store, commune.slug).documents())}
        for commune in Communes(store).list()
    ]


def commune_of(settings: Settings, slug: str) -> dict[str, Any]:
    """Raises Fault when it is not served here."""
    for commune in communes(settings):
        if commune["slug"] == slug:
            return commune
    raise Fault(
        key="commune.unknown",
        sentence=f"La commune « {slug} » n'existe pas.",
        remedy="Voyez « parvis commune list ».",
    )


def documents_of(settings: Settings, slug: str) -> list[dict[str, Any]]:
    """Every document of the ledger, refused ones included. Raises Fault when the commune is unknown."""
    commune_of(settings, slug)
    return [asdict(document) for document in Shelf(open_store(settings.store_url), slug).documents()]


def review_of(settings: Settings, slug: str) -> list[dict[str, Any]]:
    """What an agent should look at, the least certain first. Raises Fault when the commune is unknown."""
    commune_of(settings, slug)
    return [asdict(doubt) for doubt in to_review(open_store(settings.store_url), slug)]


def profiles(settings: Settings) -> list[dict[str, Any]]:
    """Every profile, with its model and whether it is installed here."""
    installed = {manifest.name for manifest in list_models(settings.models_folder)}
    found = [load_profile(name) for name in profile_names()]
    return [
        {"profile": profile.name, "hardware": profile.hardware, "model": asdict(profile.model)}
        | {"expected": asdict(profile.expected), "installed": profile.name in installed}
        for profile in found
    ]
