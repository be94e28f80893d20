"""Communes, their documents and passages, and the fact tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _communes_and_documents()
    _passages()
    _services()
    _events()


def _communes_and_documents() -> None:
    op.create_table(
        "communes",
        sa.Column("slug", sa.String(63), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("insee", sa.String(5), nullable=False),
        sa.Column("index_version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("commune", sa.String(63), sa.ForeignKey("communes.slug"), nullable=False, index=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("relative", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("same_as", sa.String(40), sa.ForeignKey("documents.id"), nullable=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("remarks", sa.JSON, nullable=False),
        sa.Column("in_force_from", sa.Date, nullable=True),
        sa.Column("in_force_until", sa.Date, nullable=True),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("commune", "source", name="one_document_per_source"),
    )
    op.create_index("documents_by_content", "documents", ["commune", "sha256"])
    op.create_table(
        "leftovers",
        sa.Column("document_id", sa.String(40), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column(
            "document_id", sa.String(40), sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("commune", sa.String(63), nullable=False, index=True),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("headings", sa.JSON, nullable=False),
        sa.Column("page", sa.Integer, nullable=True),
        sa.UniqueConstraint("document_id", "ordinal", name="one_passage_per_place"),
    )


def _services() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False, index=True),
        sa.Column(
            "passage_id",
            sa.String(80),
            sa.ForeignKey("passages.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(120), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("phones", sa.JSON, nullable=False),
        sa.Column("emails", sa.JSON, nullable=False),
        sa.Column("websites", sa.JSON, nullable=False),
        sa.Column("accessibility", sa.Text, nullable=False),
        sa.Column("hours_comment", sa.Text, nullable=False),
        sa.Column("modified_on", sa.Date, nullable=True),
    )
    op.create_table(
        "opening_slots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "service_id",
            sa.Integer,
            sa.ForeignKey("services.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("weekdays", sa.JSON, nullable=False),
        sa.Column("opens", sa.Integer, nullable=False),
        sa.Column("closes", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False),
        sa.Column(
            "passage_id",
            sa.String(80),
            sa.ForeignKey("passages.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("starts", sa.DateTime, nullable=False),
        sa.Column("ends", sa.DateTime, nullable=False),
        sa.Column("all_day", sa.Boolean, nullable=False),
        sa.Column("where", sa.Text, nullable=False),
        sa.Column("closure", sa.Boolean, nullable=False),
    )
    op.create_index("events_by_date", "events", ["commune", "starts"])


def downgrade() -> None:
    for table in ("events", "opening_slots", "services", "passages", "leftovers", "documents", "communes"):
        op.drop_table(table)
