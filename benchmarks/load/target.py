"""The appliance under load, as its operator sees it: where it is, what it says of itself, its metrics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import httpx
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.asking import administrator_token, here, silent

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings

_SECONDS = 10.0
_BUCKETS: Final = ("parvis_engine_step_tokens_bucket",)  # the one law that reports draw
_BUILD: Final = "parvis_build_info/"
Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """url: the gateway. token: of its administrator; empty where it is asked as any citizen may.

    elsewhere: whether another machine is measured than the one that asks.
    """

    url: str
    token: str = field(default="", repr=False)
    elsewhere: bool = False

    @property
    def administered(self) -> bool:
        """Whether questions may choose their moment, and documents may change."""
        return bool(self.token)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def deadline_seconds(self) -> float:
        """What the appliance gives itself for one answer. Raises Fault when it does not answer."""
        return float(self._ready()["deadline_seconds"])

    def says(self) -> dict[str, Any]:
        """What it tells of itself: where it is, as whom it is asked, version, profile, memory in GiB, GPUs.

        What it does not tell is left out; its commit and its processor never are told. Raises Fault when it
        does not answer.
        """
        place, ready, metrics = httpx.URL(self.url), self._ready(), self.metrics() or {}
        told = {
            "url": f"{place.scheme}://{place.netloc.decode()}",  # without a password that might stand in it
            "asked_as": "administrator" if self.administered else "citizen",
            "engine": ready.get("engine", ""),
            "deadline_seconds": ready["deadline_seconds"],
        }
        for build in (name for name in metrics if name.startswith(_BUILD)):
            told["profile"], told["version"] = build.removeprefix(_BUILD).split("/", 1)
        if memory := metrics.get("parvis_machine_memory_bytes"):
            told["memory_gib"] = round(memory / 2**30, 1)
        if "parvis_gpus" in metrics:
            told["gpus"] = int(metrics["parvis_gpus"])
        return told

    def metrics(self) -> Metrics | None:
        """Every figure of `/metrics`, named with its labels; None when they cannot be had now."""
        try:
            return _read(self._get("/metrics").text)
        except (httpx.HTTPError, ValueError):
            return None

    def _ready(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = self._get("/readyz").json()
            float(told["deadline_seconds"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise silent(self.url) from error
        return told

    def _get(self, path: str) -> httpx.Response:
        response = httpx.get(f"{self.url}{path}", headers=self.headers, timeout=_SECONDS, trust_env=False)
        return response.raise_for_status()


def _read(text: str) -> Metrics:
    return {
        sample.name + "".join(f"/{value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_bucket") or sample.name in _BUCKETS
    }


def target(settings: Settings, url: str = "", token_file: Path | None = None) -> Target:
    """This machine's appliance, or the one at `url`: asked as its administrator with the token in the file,
    otherwise as a citizen may. Raises Fault when the file cannot be used.

    With a file, an address is another machine's even where it looks like this one's: the end of a tunnel.
    """
    token = administrator_token(settings, url, token_file)
    elsewhere = bool(url) and (token_file is not None or not here(settings, url))
    return Target(url.rstrip("/") or settings.gateway_url, token, elsewhere)
