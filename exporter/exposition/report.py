"""What a refresh reports about itself, apart from the numbers that it exposes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """What one good refresh found out.

    `unattributed` and `excluded` are rows of the application, `null_sums` sums that the database returned NULL for,
    without those of excluded rows, `codes_replaced` and `labels_cleaned` labels that are not what the tables hold,
    `statements` SQL statements. `rejected` counts samples by reason, `warnings` are for people. `full_at` is when every
    row was last read (seconds since the epoch): by this refresh, unless it is `changed_only`. `detail_dropped` says
    that the series budget is exceeded and only the platform scope is exported.
    """

    unattributed: int = 0
    excluded: int = 0
    null_sums: int = 0
    codes_replaced: int = 0
    labels_cleaned: int = 0
    statements: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    changed_only: bool = False
    full_at: float = 0.0
    detail_dropped: bool = False
