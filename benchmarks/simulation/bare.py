"""The engine of the measuring ground, with nobody asking it but the measure."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from benchmarks import stub_engine
from benchmarks.ground import ground
from ops.process import Daemon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.settings import Settings


@contextmanager
def bare_engine(stub: bool = False) -> Iterator[Settings]:
    """The settings that name its address. stub: one without a model. Raises Fault when Parvis runs here."""
    with stub_engine.running() if stub else nullcontext(), ground() as here:
        here.up()
        Daemon("gateway", here.settings.run_folder).stop()
        yield here.settings
