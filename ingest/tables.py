"""The tables of ingestion, as the newest migration leaves them. They are the truth, the indexes derived."""

from __future__ import annotations

from typing import Any

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
    LargeBinary,
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

# One row a source file: the ledger and the documents in one. A duplicate names the document it equals,
# what came out of an archive or a letter its container. embedded: its vectors are in the dense index.
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
    Column("container_id", String(40), nullable=True, index=True),
    Column("embedded", Boolean, nullable=False, server_default="1"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retry_at", DateTime, nullable=True),
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
    Column("zones", JSON, nullable=False, server_default="[]"),
    Column("article", String(80), nullable=False, server_default=""),
    UniqueConstraint("document_id", "ordinal", name="one_passage_per_place"),
)


def _cited(name: str, *columns: Column[Any] | Index) -> Table:
    """A fact table whose rows cite a passage and go with it."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("commune", String(63), nullable=False, index=True),
        Column(
            "passage_id",
            String(80),
            ForeignKey("passages.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        *columns,
    )


services = _cited(
    "services",
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
    Column("from_day", Date, nullable=True),
    Column("until_day", Date, nullable=True),
    Column("exceptional", Boolean, nullable=False, server_default="0"),
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
    Column("category", String(40), nullable=False, server_default="event"),
    Index("events_by_date", "commune", "starts"),
)


rounds = _cited(
    "rounds",
    Column("waste", String(120), nullable=False),
    Column("sector", Text, nullable=False),
    Column("streets", JSON, nullable=False),
    Column("weekdays", JSON, nullable=False),
    Column("nth", JSON, nullable=False),
    Column("week_parity", Integer, nullable=False),
    Column("months", JSON, nullable=False),
    Column("dates", JSON, nullable=False),
    Column("comment", Text, nullable=False),
)

# in_force_*: what the act says itself; what later acts made of it is on its document.
acts = _cited(
    "acts",
    Column("document_id", String(40), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("number", String(80), nullable=False),
    Column("signed_on", Date, nullable=True),
    Column("object", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("matter", String(20), nullable=False),
    Column("stamp", String(120), nullable=False),
    Column("received_on", Date, nullable=True),
    Column("published_on", Date, nullable=True),
    Column("votes", JSON, nullable=False),
    Column("in_force_from", Date, nullable=True),
    Column("in_force_until", Date, nullable=True),
    Column("temporary", Boolean, nullable=False),
    Column("streets", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    Column("url", Text, nullable=False),
)

zones = _cited(
    "zones",
    Column("layer", String(60), nullable=False),
    Column("label", String(120), nullable=False),
    Column("long_label", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subkind", String(20), nullable=False),
    Column("file", Text, nullable=False),
    Column("page", Integer, nullable=True),
    Column("plan", String(120), nullable=False),
    Column("approved_on", Date, nullable=True),
    Column("srid", Integer, nullable=False),
    Column("shape", LargeBinary, nullable=False),
)

addresses = _cited(
    "addresses",
    Column("number", String(20), nullable=False),
    Column("street", Text, nullable=False),
    Column("street_key", Text, nullable=False),
    Column("postcode", String(10), nullable=False),
    Column("insee", String(5), nullable=False),
    Column("x", Float, nullable=False),
    Column("y", Float, nullable=False),
    Column("srid", Integer, nullable=False),
    Index("addresses_by_street", "commune", "street_key", "number"),
)

parcels = _cited(
    "parcels",
    Column("code", String(20), nullable=False),
    Column("prefix", String(3), nullable=False),
    Column("insee", String(5), nullable=False),
    Column("srid", Integer, nullable=False),
    Column("shape", LargeBinary, nullable=False),
    Index("parcels_by_code", "commune", "code"),
)

# What was guessed or badly recognised: the agents' review list.
doubts = Table(
    "doubts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commune", String(63), nullable=False, index=True),
    Column(
        "document_id", String(40), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("subject", String(60), nullable=False),
    Column("value", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("page", Integer, nullable=True),
)

# Sources in force that differed in an answer: no word of a citizen, and gone with either passage.
contradictions = Table(
    "contradictions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("commune", String(63), nullable=False, index=True),
    Column("subject", String(20), nullable=False),
    Column("first_id", String(80), ForeignKey("passages.id", ondelete="CASCADE"), nullable=False),
    Column(
        "second_id", String(80), ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("first_seen", DateTime, nullable=False),
    Column("last_seen", DateTime, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("first_id", "second_id", "subject", name="one_contradiction_per_pair"),
)
