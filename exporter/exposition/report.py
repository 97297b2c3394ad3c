"""What a refresh reports about itself, apart from the numbers that it exposes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """Statistics of a successful refresh.

    - `unattributed`: number of rows of the shop whose vendor or platform is `unknown`.
    - `excluded`: number of rows excluded because the module is disabled on all their platforms.
    - `null_sums`: number of sums omitted because the database returned NULL; excluded rows do not count.
    - `codes_replaced`: number of vendors and platforms whose label differs from their code.
    - `labels_cleaned`: number of codes, names and other label values in which characters were replaced or cut.
    - `statements`: number of SQL statements.
    - `rejected`: number of rejected samples by reason; `warnings` contains a message per reason.
    - `changed_only`: whether only changes were read.
    - `full_at`: Unix time of the last full refresh; that of this one unless `changed_only`.
    - `detail_dropped`: whether only the platform scope is exported because of the series limit.
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
