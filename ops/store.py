"""The one relational store: SQLite by default, any SQLAlchemy URL. Knows no table: the migrations do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from ops.fault import Fault

if TYPE_CHECKING:
    from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30


def open_store(url: str) -> Engine:
    """The engine of the store at `url`, upgraded to the newest schema. Raises Fault."""
    try:
        return _opened(url)
    except (ImportError, ArgumentError, OperationalError) as error:
        raise Fault(
            key="store.unreachable",
            sentence=f"La base de données ne s'ouvre pas ({type(error).__name__}).",
            remedy="Vérifiez le réglage store.url, son pilote Python et les droits sur le dossier.",
            retryable=True,
        ) from error


def _opened(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        _make_folder(url)
        event.listen(engine, "connect", _set_pragmas)
    upgrade(engine)
    return engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`; nothing is done when it is already there."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)


def _set_pragmas(connection: Any, _record: Any) -> None:  # noqa: ANN401 - a DB-API connection has no type
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.close()
