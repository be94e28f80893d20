"""A socket file in front of a loopback port.

The engine runs where no network reaches (its own network namespace); a socket file is the
only door. Bytes pass unchanged, and a side that closes closes the other, so that a client
who leaves frees the engine at once.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK_BYTES = 65536


async def open_relay(socket: Path, host: str, port: int) -> asyncio.Server:
    """Listens on `socket` (mode 0600) and forwards each connection to host:port."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _join(reader, writer, host, port)

    socket.unlink(missing_ok=True)  # noqa: ASYNC240 - once, before anybody is served
    server = await asyncio.start_unix_server(connected, path=socket)
    socket.chmod(0o600)  # noqa: ASYNC240 - once, before anybody is served
    return server


async def _join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int) -> None:
    try:
        onward_reader, onward_writer = await asyncio.open_connection(host, port)
    except OSError:
        writer.close()
        return
    there = asyncio.create_task(_pump(reader, onward_writer))
    back = asyncio.create_task(_pump(onward_reader, writer))
    _, unfinished = await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
    for task in unfinished:
        task.cancel()
    for side in (writer, onward_writer):
        side.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(_CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()
