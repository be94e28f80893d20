"""Who may do what. Citizens need no account; this machine's administrator proves it with a file."""

from __future__ import annotations

import hmac
import os
import secrets
from typing import TYPE_CHECKING

from ops.fault import Fault

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from fastapi import Request

_FILE = "local.token"
_TRACE = "x-parvis-trace"
_ANEW = "x-parvis-anew"


class Access:
    """Checks what a request may do. The administrator's token is a file that only its owner can read."""

    def __init__(self, token: str, accept_at: bool) -> None:
        self._token = token
        self._accept_at = accept_at

    def administrator(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        return bool(self._token) and hmac.compare_digest(given.encode(), self._token.encode())

    def require_administrator(self, request: Request) -> None:
        """Raises Fault for everybody else."""
        if not self.administrator(request):
            raise Fault(
                key="access.refused",
                sentence="Cette opération est réservée à l'administrateur de la machine.",
                remedy="Utilisez la commande « parvis » sur la machine elle-même.",
            )

    def clock(self, request: Request, at: datetime | None) -> datetime | None:
        """The moment asked for, where it may be chosen. Raises Fault elsewhere."""
        if at is None or self._measuring(request):
            return at
        raise Fault(
            key="question.clock_refused",
            sentence="La date de la question ne peut pas être choisie ici.",
            remedy="Retirez le champ « at ».",
        )

    def traced(self, request: Request) -> bool:
        """Whether the answer shows how it came about: asked by header, where the moment may be chosen."""
        return request.headers.get(_TRACE) == "1" and self._measuring(request)

    def anew(self, request: Request) -> bool:
        """Whether no earlier answer may be given: asked by header, where the moment may be chosen."""
        return request.headers.get(_ANEW) == "1" and self._measuring(request)

    def _measuring(self, request: Request) -> bool:
        return self._accept_at or self.administrator(request)


def local_token(run_folder: Path) -> str:
    """The administrator's token, made at the first start."""
    path = run_folder / _FILE
    run_folder.mkdir(parents=True, exist_ok=True)
    if not path.exists() or not path.read_text().strip():
        made = run_folder / f"{_FILE}.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(32))
        made.replace(path)
    return path.read_text().strip()
