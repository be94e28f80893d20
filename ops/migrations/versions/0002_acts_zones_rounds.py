"""Acts, town plans, addresses, waste rounds, doubts; documents that come later or out of an archive.

Only adds: the previous version reads what this one writes.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _documents_and_passages()
    _rounds()
    _acts()
    _places()
    _doubts()


def _documents_and_passages() -> None:
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("container_id", sa.String(40), nullable=True))
        documents.add_column(sa.Column("embedded", sa.Boolean, nullable=False, server_default="1"))
        documents.add_column(sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
        documents.add_column(sa.Column("retry_at", sa.DateTime, nullable=True))
        documents.create_index("ix_documents_container_id", ["container_id"])
    op.add_column("passages", sa.Column("zones", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("passages", sa.Column("article", sa.String(80), nullable=False, server_default=""))
    op.add_column("events", sa.Column("category", sa.String(40), nullable=False, server_default="event"))


def _cited(name: str, *columns: "sa.Column[Any]") -> None:
    """A fact table whose rows cite a passage and go with it."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False, index=True),
        sa.Column(
            "passage_id",
            sa.String(80),
            sa.ForeignKey("passages.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        *columns,
    )


def _rounds() -> None:
    _cited(
        "rounds",
        sa.Column("waste", sa.String(120), nullable=False),
        sa.Column("sector", sa.Text, nullable=False),
        sa.Column("streets", sa.JSON, nullable=False),
        sa.Column("weekdays", sa.JSON, nullable=False),
        sa.Column("nth", sa.JSON, nullable=False),
        sa.Column("week_parity", sa.Integer, nullable=False),
        sa.Column("months", sa.JSON, nullable=False),
        sa.Column("dates", sa.JSON, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )


def _acts() -> None:
    _cited(
        "acts",
        sa.Column("document_id", sa.String(40), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("signed_on", sa.Date, nullable=True),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("matter", sa.String(20), nullable=False),
        sa.Column("stamp", sa.String(120), nullable=False),
        sa.Column("received_on", sa.Date, nullable=True),
        sa.Column("published_on", sa.Date, nullable=True),
        sa.Column("votes", sa.JSON, nullable=False),
        sa.Column("in_force_from", sa.Date, nullable=True),
        sa.Column("in_force_until", sa.Date, nullable=True),
        sa.Column("temporary", sa.Boolean, nullable=False),
        sa.Column("streets", sa.JSON, nullable=False),
        sa.Column("links", sa.JSON, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
    )


def _places() -> None:
    _cited(
        "zones",
        sa.Column("layer", sa.String(60), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("long_label", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subkind", sa.String(20), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=True),
        sa.Column("plan", sa.String(120), nullable=False),
        sa.Column("approved_on", sa.Date, nullable=True),
        sa.Column("srid", sa.Integer, nullable=False),
        sa.Column("shape", sa.LargeBinary, nullable=False),
    )
    _cited(
        "addresses",
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("street", sa.Text, nullable=False),
        sa.Column("street_key", sa.Text, nullable=False),
        sa.Column("postcode", sa.String(10), nullable=False),
        sa.Column("insee", sa.String(5), nullable=False),
        sa.Column("x", sa.Float, nullable=False),
        sa.Column("y", sa.Float, nullable=False),
        sa.Column("srid", sa.Integer, nullable=False),
    )
    op.create_index("addresses_by_street", "addresses", ["commune", "street_key", "number"])
    _cited(
        "parcels",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("prefix", sa.String(3), nullable=False),
        sa.Column("insee", sa.String(5), nullable=False),
        sa.Column("srid", sa.Integer, nullable=False),
        sa.Column("shape", sa.LargeBinary, nullable=False),
    )
    op.create_index("parcels_by_code", "parcels", ["commune", "code"])


def _doubts() -> None:
    op.create_table(
        "doubts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False, index=True),
        sa.Column(
            "document_id",
            sa.String(40),
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=True),
    )


def downgrade() -> None:
    for table in ("doubts", "parcels", "addresses", "zones", "acts", "rounds"):
        op.drop_table(table)
    op.drop_column("events", "category")
    with op.batch_alter_table("passages") as passages:
        passages.drop_column("article")
        passages.drop_column("zones")
    with op.batch_alter_table("documents") as documents:
        documents.drop_index("ix_documents_container_id")
        for column in ("retry_at", "attempts", "embedded", "container_id"):
            documents.drop_column(column)
