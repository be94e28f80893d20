"""The appliance under load, as its operator sees it: where it is, its deadline, its metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx
from prometheus_client.parser import text_string_to_metric_families

from appliance.gateway.access import local_token
from ops.fault import Fault

if TYPE_CHECKING:
    from appliance.settings import Settings

_SECONDS = 10.0
_BUCKETS: Final = ("parvis_engine_step_tokens_bucket",)  # the one law that reports draw
Metrics = dict[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """url: the gateway. token: of this machine's administrator, empty for another machine's appliance."""

    url: str
    token: str = ""

    @property
    def own(self) -> bool:
        return bool(self.token)

    def deadline_seconds(self) -> float:
        """What the appliance gives itself for one answer. Raises Fault when it does not answer."""
        try:
            return float(self._get("/readyz").json()["deadline_seconds"])
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise Fault(
                key="appliance.not_running",
                sentence=f"Parvis ne répond pas sur {self.url}.",
                remedy="Démarrez-le avec « parvis up », ou donnez --url.",
                retryable=True,
            ) from error

    def metrics(self) -> Metrics:
        """Every figure of `/metrics`, named with its labels; none when they cannot be had now."""
        try:
            return _read(self._get("/metrics").text)
        except (httpx.HTTPError, ValueError):
            return {}

    def _get(self, path: str) -> httpx.Response:
        response = httpx.get(f"{self.url}{path}", timeout=_SECONDS, trust_env=False)
        return response.raise_for_status()


def _read(text: str) -> Metrics:
    return {
        sample.name + "".join(f"/{value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_bucket") or sample.name in _BUCKETS
    }


def target(settings: Settings, url: str = "") -> Target:
    """This machine's appliance, or the one at `url`, which is asked as a citizen may."""
    own = url in ("", settings.gateway_url)
    return Target(url.rstrip("/") or settings.gateway_url, local_token(settings.run_folder) if own else "")
