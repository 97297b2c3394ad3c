"""Properties of all panels: queries, unit, link, and the text for no data."""

from collections.abc import Iterable
from dataclasses import dataclass

from grafana_foundation_sdk.builders import prometheus
from grafana_foundation_sdk.models.common import DataSourceRef
from grafana_foundation_sdk.models.dashboard import DashboardLink, DashboardLinkType, FieldConfigSource, GridPos, Panel
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.modules import exists

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
    """Set the properties that every panel has."""
    panel.id_val, panel.title, panel.description, panel.datasource = number, title, about, SOURCE
    panel.grid_pos = GridPos(h=height, w=width)
    panel.field_config = panel.field_config or FieldConfigSource()
    panel.field_config.defaults.unit, panel.field_config.defaults.no_value = unit, none
    if link:
        panel.field_config.defaults.links = [link.data()]
    return panel
