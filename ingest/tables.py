"""The tables of ingestion, as the newest migration leaves them. They are the truth, the indexes derived."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

communes = Table(
    "communes",
    metadata,
    Column("slug", String(63), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("insee", String(5), nullable=False),
    Column("index_version", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),
)

# One row a source file: the ledger and the documents in one. A duplicate names the document it equals.
documents = Table(
    "documents",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("commune", String(63), ForeignKey("communes.slug"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("relative", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("state", String(20), nullable=False),
    Column("same_as", String(40), ForeignKey("documents.id"), nullable=True),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("remarks", JSON, nullable=False),
    Column("in_force_from", Date, nullable=True),
    Column("in_force_until", Date, nullable=True),
    Column("seconds", Float, nullable=False),
    Column("recorded_at", DateTime, nullable=False),
    UniqueConstraint("commune", "source", name="one_document_per_source"),
    Index("documents_by_content", "commune", "sha256"),
)

# Rows of the derived indexes that must not stay: written before, deleted once they are gone.
leftovers = Table(
    "leftovers",
    metadata,
    Column("document_id", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("commune", String(63), nullable=False),
    Column("passages", Integer, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("document_id", String(40), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("commune", String(63), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("page", Integer, nullable=True),
    UniqueConstraint("document_id", "ordinal", name="one_passage_per_place"),
)

services = Table(
    "services",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commune", String(63), nullable=False, index=True),
    Column(
        "passage_id", String(80), ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("key", String(120), nullable=False),
    Column("kind", String(120), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("phones", JSON, nullable=False),
    Column("emails", JSON, nullable=False),
    Column("websites", JSON, nullable=False),
    Column("accessibility", Text, nullable=False),
    Column("hours_comment", Text, nullable=False),
    Column("modified_on", Date, nullable=True),
)

opening_slots = Table(
    "opening_slots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service_id", Integer, ForeignKey("services.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("weekdays", JSON, nullable=False),
    Column("opens", Integer, nullable=False),
    Column("closes", Integer, nullable=False),
    Column("comment", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commune", String(63), nullable=False),
    Column(
        "passage_id", String(80), ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("title", Text, nullable=False),
    Column("starts", DateTime, nullable=False),
    Column("ends", DateTime, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("where", Text, nullable=False),
    Column("closure", Boolean, nullable=False),
    Index("events_by_date", "commune", "starts"),
)
