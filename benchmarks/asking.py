"""A question of an evaluation set, asked to a running appliance as a citizen's page asks it."""

from __future__ import annotations

import stat
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import httpx

from appliance.gateway.access import local_token
from ops.fault import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.scoring import Question

_ANSWER_SECONDS = 120.0
_ATTEMPTS = 5
_LONGEST_PAUSE_SECONDS = 30.0
_COPY_IT = "Donnez une copie de son fichier run/local.token."
_LATER = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """answer: the object of the contract, or `{"fault": why}`. wall_seconds: of the last attempt."""

    answer: dict[str, Any]
    wall_seconds: float


class Asker:
    """Asks one question after the other. Closes its connection at the end of its `with`.

    anew: each answer is made now, none is one given before. attempts: how often a busy appliance is asked.
    """

    def __init__(self, url: str, token: str = "", *, anew: bool = False, attempts: int = _ATTEMPTS) -> None:
        self._attempts = attempts
        headers = {"X-Parvis-Trace": "1"} | ({"X-Parvis-Anew": "1"} if anew else {})
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=_ANSWER_SECONDS, trust_env=False)

    @classmethod
    def to(
        cls,
        settings: Settings,
        url: str = "",
        token_file: Path | None = None,
        *,
        anew: bool = False,
        attempts: int = _ATTEMPTS,
    ) -> Self:
        """This machine's appliance, with its administrator's token, or the one at `url`. Raises Fault.

        anew is the administrator's to ask: without the token it is left out.
        """
        token = administrator_token(settings, url, token_file)
        asker = cls(url or settings.gateway_url, token, anew=anew and bool(token), attempts=attempts)
        asker._require_life()
        return asker

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def ask(self, question: Question) -> Asked:
        """Waits and asks again when the appliance says that it is busy."""
        body = {"question": question.question}
        if question.at:
            body["at"] = question.at.isoformat()
        for attempt in range(1, self._attempts + 1):
            started = time.perf_counter()
            try:
                response = self._http.post(f"/api/v1/communes/{question.commune}/questions", json=body)
            except httpx.HTTPError as error:
                return Asked({"fault": f"{type(error).__name__} {error}"}, time.perf_counter() - started)
            seconds = time.perf_counter() - started
            if response.status_code not in _LATER or attempt == self._attempts:
                break
            time.sleep(min(float(response.headers.get("Retry-After", 2)), _LONGEST_PAUSE_SECONDS))
        return Asked(_told(response), seconds)

    def served(self) -> list[str]:
        """The slugs of the communes that answer there. Raises Fault."""
        try:
            return [
                str(model["id"]) for model in self._http.get("/v1/models").raise_for_status().json()["data"]
            ]
        except (httpx.HTTPError, ValueError) as error:
            raise silent(str(self._http.base_url)) from error

    def engine(self) -> str:
        """What the gateway says of the engine: `ready`, or another word. Raises Fault."""
        try:
            return str(self._http.get("/readyz").raise_for_status().json()["engine"])
        except (httpx.HTTPError, ValueError, LookupError) as error:
            raise silent(str(self._http.base_url)) from error

    def _require_life(self) -> None:
        try:
            alive = self._http.get("/livez").is_success
        except httpx.HTTPError:
            alive = False
        if not alive:
            raise silent(str(self._http.base_url))


def silent(url: str) -> Fault:
    return Fault(
        key="appliance.not_running",
        sentence=f"Parvis ne répond pas sur {url}.",
        remedy="Démarrez-le avec « parvis up », ou donnez --url.",
        retryable=True,
    )


def here(settings: Settings, url: str) -> bool:
    """Whether `url` is the gateway of this very home."""
    return url.rstrip("/") in ("", settings.gateway_url)


def administrator_token(settings: Settings, url: str = "", file: Path | None = None) -> str:
    """Of whom may choose moments and change documents at `url`; empty where that is nobody here.

    file: holds the token of an appliance elsewhere, so that no list of processes shows it. Raises Fault when
    it cannot be used.
    """
    if file:
        return _read_token(file)
    return local_token(settings.run_folder) if here(settings, url) else ""


def _read_token(file: Path) -> str:
    try:
        open_to_all = file.stat().st_mode & stat.S_IROTH
        token = file.read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise _unusable(file, "ne peut être lu", _COPY_IT) from error
    if open_to_all:
        raise _unusable(file, "peut être lu par tous sur cette machine", f"Lancez « chmod 600 {file} ».")
    if len(token.split()) != 1:
        raise _unusable(file, "n'en contient pas", _COPY_IT)
    return token


def _unusable(file: Path, why: str, remedy: str) -> Fault:
    return Fault(
        key="bench.token_file",
        sentence=f"Le fichier du jeton de l'appareil ({file}) {why}.",
        remedy=remedy,
    )


def _told(response: httpx.Response) -> dict[str, Any]:
    try:
        told = response.json()
    except ValueError:
        told = None
    if response.is_success and isinstance(told, dict):
        return told
    detail = told.get("detail", "") if isinstance(told, dict) else "réponse illisible"
    return {"fault": f"HTTP {response.status_code} {detail}".strip()}
