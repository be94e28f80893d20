"""Opening hours that hold for a time: seasons, exceptional openings.

Only adds: the previous version reads what this one writes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("opening_slots", sa.Column("from_day", sa.Date, nullable=True))
    op.add_column("opening_slots", sa.Column("until_day", sa.Date, nullable=True))
    op.add_column("opening_slots", sa.Column("exceptional", sa.Boolean, nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("opening_slots") as slots:
        for column in ("exceptional", "until_day", "from_day"):
            slots.drop_column(column)
