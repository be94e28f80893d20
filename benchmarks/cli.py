"""`parvis bench …`."""

from __future__ import annotations

import typer

app = typer.Typer(help="Mesures : justesse, vitesse, capacité.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps `card` a subcommand while it is the only one."""
