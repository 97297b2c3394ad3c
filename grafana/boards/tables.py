"""Tables: a row for each vendor, platform or alert, and a column for each query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import common as build
from grafana_foundation_sdk.builders import table
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import DataTransformerConfig, DynamicConfigValue, Panel, ValueMapping
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from grafana.boards.frame import NO_DATA, Ask, Link, finish
from grafana.boards.look import DECIMALS, Steps, absent
from grafana.modules import exists

_NARROWEST = 80
"""Minimum column width in pixels; Grafana's default of 150 does not fit a dozen columns."""

_EMPTY = DynamicConfigValue("noValue", "")
"""For cells without a label: otherwise, they would contain the text of a table without rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with numbers: title (also the name of its query), PromQL, unit and colours."""

    title: str
    expression: str
    unit: str
    steps: Steps | None = None
    words: Sequence[ValueMapping] = ()
    width: int | None = None
    decimals: int | None = None
    none: str = "-"

    def properties(self) -> list[DynamicConfigValue]:
        """Return its field overrides for Grafana."""
        found = [
            DynamicConfigValue("unit", self.unit),
            DynamicConfigValue("mappings", [*self.words, absent(self.none)]),
        ]
        decimals = DECIMALS.get(self.unit) if self.decimals is None else self.decimals
        if decimals is not None:
            found.append(DynamicConfigValue("decimals", decimals))
        if self.steps:
            found.append(DynamicConfigValue("thresholds", self.steps.build().build()))
        if self.steps or self.words:
            # Coloured text, not background: white on orange or green is hard to read.
            found.append(DynamicConfigValue("custom.cellOptions", common.TableColorTextCellOptions()))
        if self.width:
            found.append(DynamicConfigValue("custom.width", self.width))
        return found


def table_panel(
    number: int,
    title: str,
    keys: Mapping[str, str],
    *columns: Column,
    about: str,
    width: int = 24,
    height: int = 9,
    sort: str = "",
    then: Mapping[str, bool] | None = None,
    descending: bool = True,
    links: Mapping[str, Sequence[Link]] | None = None,
    none: str = NO_DATA,
) -> Panel:
    """Return a table: `keys` are the labels that identify a row, with their titles; `links` are data links by title.

    It is sorted by the column `sort`, by default the first number, and then by the columns in `then`, with True for
    descending. Columns of metrics that no module exports are omitted, and so is a table without other columns.
    """
    columns = tuple(column for column in columns if exists(column.expression))
    if not columns:
        return Panel()
    look = table.Panel().cell_height(common.TableCellHeight.SM).filterable(False).align(common.FieldTextAlignment.AUTO)
    look.min_width(_NARROWEST)
    for column in columns:
        look.with_target(Ask(column.expression, "", column.title).target(instant=True, form=PromQueryFormat.TABLE))
        look.override_by_name(column.title, column.properties())
    for key in keys.values():
        found = (links or {}).get(key, ())
        look.override_by_name(
            key, [_EMPTY, *([DynamicConfigValue("links", [each.data() for each in found])] if found else [])]
        )
    order = {sort or columns[0].title: descending} | dict(then or {})
    look.sort_by([build.TableSortByFieldState().display_name(name).desc(down) for name, down in order.items()])
    look.with_transformation(DataTransformerConfig(id_val="merge", options={}))
    look.with_transformation(DataTransformerConfig(id_val="organize", options=_order(keys, columns)))
    marks = ((column.title, column.steps.text(column.unit)) for column in columns if column.steps)
    said = "".join(f" {name}: {text}." for name, text in marks if text)
    return finish(look.build(), number, title, about + said, columns[0].unit, width, height, none, None)


def _order(keys: Mapping[str, str], columns: Sequence[Column]) -> dict[str, object]:
    # Grafana names a single value of a table "Value", and several by their queries.
    values = [f"Value #{column.title}" for column in columns] if len(columns) > 1 else ["Value"]
    return {
        "excludeByName": {"Time": True},
        "indexByName": {name: i for i, name in enumerate((*keys, *values))},
        "renameByName": {**keys, **dict(zip(values, (column.title for column in columns), strict=True))},
    }
