"""Counts the shop's first party among its vendors: no table contains it, so no statement can."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from exporter.contracts.metrics import Rows
from exporter.directory.directory import Directory
from exporter.query.statement import Query
from exporter.relations.of_session import relations_of


def first_party_rows(db: Session, queries: Iterable[Query]) -> Iterator[Rows]:
    """Yield one row per platform of the first party, for each query whose rows are vendors."""
    asked = {query: query.first_party for query in queries if query.first_party is not None}
    if not asked or relations_of(db).first_party is None:
        return
    platforms = [each.platform_id for each in Directory.read(db).memberships.get(None, ())]
    for query, labels in asked.items():
        one = (*(labels[name] for name in query.by), 1, *(1 for _ in query.values))
        yield Rows(
            tuple(query.values),
            tuple(query.by),
            [(None, platform, *one) for platform in platforms],
            has_vendor=query.vendor is not None,
            has_platform=query.platform is not None,
            row_set="first party",
        )
