"""Files sent over HTTP, put in a folder of their own until they are taken in."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from fastapi import HTTPException
from starlette.datastructures import UploadFile

from ingest.claim import safe_name
from ops.disk import told_when_full
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import Request

MAX_FILES = 1000
_MAX_NAME_BYTES = 200


async def received(request: Request, run_folder: Path) -> Path:
    """A new folder with the files of a form, each under its own name. Raises Fault when there is none."""
    try:
        async with request.form(max_files=MAX_FILES) as form:
            files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
            if not files:
                raise _no_file()
            with told_when_full():
                return await asyncio.to_thread(_kept, files, run_folder)
    except HTTPException as error:
        raise _no_file() from error


def _kept(files: Sequence[UploadFile], run_folder: Path) -> Path:
    run_folder.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix="incoming-", dir=run_folder))
    try:
        for file in files:
            with (folder / _own_name(folder, file.filename or "")).open("xb") as kept:
                shutil.copyfileobj(file.file, kept)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _own_name(folder: Path, given: str) -> str:
    """The last part of the name that was sent; never a path, never one that is taken, never hidden."""
    base = safe_name(given.replace("\\", "/").rpartition("/")[2]).lstrip(".~") or "sans nom"
    stem, dot, suffix = base.rpartition(".")
    stem = (stem if dot else base).encode()[:_MAX_NAME_BYTES].decode(errors="ignore")
    ending = f".{suffix[:20]}" if dot else ""
    name, count = stem + ending, 1
    while (folder / name).exists():
        count += 1
        name = f"{stem} ({count}){ending}"
    return name


def _no_file() -> Fault:
    return Fault(
        key="request.no_file",
        sentence="Aucun fichier n'a été reçu.",
        remedy="Envoyez un formulaire multipart/form-data avec un champ par fichier.",
    )
