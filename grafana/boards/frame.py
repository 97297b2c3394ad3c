"""Properties of all panels: queries, unit, link, and the text for no data."""

from collections.abc import Iterable
from dataclasses import dataclass

from grafana_foundation_sdk.builders import prometheus
from grafana_foundation_sdk.models.common import DataSourceRef
from grafana_foundation_sdk.models.dashboard import DashboardLink, DashboardLinkType, FieldConfigSource, GridPos, Panel
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.boards.look import absent
from grafana.modules import exists, relations

SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
NO_DATA = "No data"


@dataclass(frozen=True, slots=True)
class Ask:
    """A query: PromQL, the legend of its series, and its name (refId) in the panel."""

    expression: str
    legend: str = "__auto"
    ref: str = "A"

    def target(self, *, instant: bool, form: PromQueryFormat = PromQueryFormat.TIME_SERIES) -> prometheus.Dataquery:
        """Return the query for Grafana."""
        query = prometheus.Dataquery().ref_id(self.ref).datasource(SOURCE).expr(self.expression)
        query = query.legend_format(self.legend).format(form)
        return query.instant() if instant else query.range()


def answered(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """Return the queries whose metrics are exported by a module."""
    return tuple(ask for ask in asks if exists(ask.expression))


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a title and a URL."""

    title: str
    url: str

    def data(self) -> DashboardLink:
        """Return the link as a data link."""
        return DashboardLink(title=self.title, type_val=DashboardLinkType.LINK, url=self.url)


def finish(
    panel: Panel, number: int, title: str, about: str, unit: str, width: int, height: int, none: str, link: Link | None
) -> Panel:
    """Set the properties that every panel has; `none` is what it says without data.

    A shop may lack what the panel shows, so that is said, too. Without data, a number has no colour: green would be
    good news.
    """
    none = or_unfed(none, (getattr(target, "expr", "") for target in panel.targets or ()))
    panel.id_val, panel.title, panel.description, panel.datasource = number, title, about, SOURCE
    panel.grid_pos = GridPos(h=height, w=width)
    panel.field_config = panel.field_config or FieldConfigSource()
    panel.field_config.defaults.unit, panel.field_config.defaults.no_value = unit, none
    if panel.type_val == "stat":
        panel.field_config.defaults.mappings = [*(panel.field_config.defaults.mappings or ()), absent(none)]
    if link:
        panel.field_config.defaults.links = [link.data()]
    return panel


def or_unfed(none: str, expressions: Iterable[str]) -> str:
    """Return a text for no data that also names the relations that the shop may lack, unless it has an "or" already.

    A panel about more than two relations is about the shop.
    """
    needed = relations(expressions)
    if not 1 <= len(needed) <= _MOST_NAMED or ", or " in none:
        return none
    return f"{none}, or no relation{'s' if len(needed) > 1 else ''} {' and '.join(needed)}"


_MOST_NAMED = 2
