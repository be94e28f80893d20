"""Answers that agents wrote themselves, and the other wordings of their questions.

Only adds: the previous version reads what this one writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "validated_answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), sa.ForeignKey("communes.slug"), nullable=False, index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "validated_variants",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "answer_id",
            sa.Integer,
            sa.ForeignKey("validated_answers.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("text", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in ("validated_variants", "validated_answers"):
        op.drop_table(table)
