"""The store: its settings, and migrations that give exactly the tables that the code uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from ingest.tables import metadata
from ops.store import open_store, upgrade

if TYPE_CHECKING:
    from pathlib import Path


def test_the_store_is_in_wal_mode_with_foreign_keys_and_patience(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/new/folder/parvis.db")
    with engine.connect() as connection:
        values = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert values == ["wal", 1, 30_000]


def test_the_migrations_give_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/parvis.db")
    with engine.connect() as connection:
        tables = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [change for change in compare_metadata(tables, metadata) if _is_about_ingestion(change)]
    assert differences == []


def _is_about_ingestion(change: object) -> bool:
    """Other packages keep their own tables in the same store."""
    return not (isinstance(change, tuple) and change[0] in ("remove_table", "remove_index"))


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/parvis.db"
    before = inspect(open_store(url)).get_table_names()
    assert inspect(open_store(url)).get_table_names() == before


def test_the_first_migration_can_be_undone(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from ops.store import MIGRATIONS

    engine = open_store(f"sqlite:///{tmp_path}/parvis.db")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert "passages" in inspect(engine).get_table_names()


def test_a_document_of_no_commune_is_refused(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path}/parvis.db")
    insert = text(
        "INSERT INTO services (commune, passage_id, key, kind, name, address, phones, emails, websites, "
        "accessibility, hours_comment) VALUES ('x', 'none', '', '', '', '', '[]', '[]', '[]', '', '')"
    )
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert)
