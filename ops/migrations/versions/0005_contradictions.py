"""Sources that were found to differ while answering, for the agents.

Only adds: the previous version reads what this one writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def _passage(name: str, *, index: bool = False) -> sa.Column[str]:
    passage = sa.ForeignKey("passages.id", ondelete="CASCADE")
    return sa.Column(name, sa.String(80), passage, nullable=False, index=index)


def upgrade() -> None:
    op.create_table(
        "contradictions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("commune", sa.String(63), nullable=False, index=True),
        sa.Column("subject", sa.String(20), nullable=False),
        _passage("first_id"),
        _passage("second_id", index=True),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("last_seen", sa.DateTime, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.UniqueConstraint("first_id", "second_id", "subject", name="one_contradiction_per_pair"),
    )


def downgrade() -> None:
    op.drop_table("contradictions")
