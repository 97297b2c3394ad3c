"""A dashboard: sections of rows of panels, put on the grid."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grafana_foundation_sdk.builders import dashboard as build
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DashboardLinkType, GridPos, Panel, RowPanel

from grafana.boards import variables
from grafana.boards.events import Event
from grafana.boards.variables import Variable

SCHEMA = 39
"""Of the classic JSON; what Grafana 10 writes, and 11 to 13 can read."""

TAG = "orion"
COLUMNS = 24

Row = Sequence[Panel]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of panels under a title; the first section of a dashboard has none. `number` is its id for good."""

    number: int
    title: str
    rows: Sequence[Row]
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: its address (`uid`), what it answers, what can be chosen, and what is on it."""

    uid: str
    title: str
    about: str
    top: Sequence[Row]
    sections: Sequence[Section]
    choices: Sequence[Variable] = ()
    events: Sequence[Event] = ()
    tags: Sequence[str] = ()
    since: str = "now-24h"

    def json(self) -> str:
        """Return it as Grafana reads it; the same text each time."""
        made = build.Dashboard(self.title).uid(self.uid).description(self.about).tags([TAG, *self.tags]).readonly()
        made.time(self.since, "now").timezone("browser").refresh("1m").tooltip(DashboardCursorSync.CROSSHAIR)
        made.link(_others()).version(1)
        for choice in (variables.datasource, variables.job, *self.choices):
            made.with_variable(choice())
        for event in self.events:
            made.annotation(event.annotation())
        model = made.build()
        model.schema_version, model.panels = SCHEMA, list(self._placed())
        return json.dumps(model, cls=JSONEncoder, indent=2, ensure_ascii=False) + "\n"

    def _placed(self) -> Iterator[Panel | RowPanel]:
        line, placed = _place(self.top, 0, self.uid)
        yield from placed
        for section in self.sections:
            heading = RowPanel(title=section.title, id_val=section.number, collapsed=section.collapsed)
            heading.grid_pos = GridPos(x=0, y=line, w=COLUMNS, h=1)
            after, placed = _place(section.rows, line + 1, self.uid)
            yield heading
            if section.collapsed:
                heading.panels, line = placed, line + 1
            else:
                line = after
                yield from placed


def is_generated(text: str) -> bool:
    """Whether a file is a dashboard that was made here: it has our tag, and cannot be edited in Grafana."""
    try:
        model = json.loads(text)
    except ValueError:
        return False
    return isinstance(model, dict) and TAG in model.get("tags", ()) and model.get("editable") is False


def _place(rows: Sequence[Row], line: int, uid: str) -> tuple[int, list[Panel]]:
    """Put rows on the grid from a line on; return the line after them. A row that leaves a gap is a mistake."""
    placed: list[Panel] = []
    for row in rows:
        at = [panel.grid_pos or GridPos() for panel in row]
        if sum(each.w for each in at) != COLUMNS or len({each.h for each in at}) != 1:
            said = ", ".join(f"{panel.title} {each.w}x{each.h}" for panel, each in zip(row, at, strict=True))
            raise ValueError(f"{uid}: the panels of a row must be {COLUMNS} wide and of one height, not {said}")
        column = 0
        for panel, each in zip(row, at, strict=True):
            panel.grid_pos = GridPos(x=column, y=line, w=each.w, h=each.h)
            column += each.w
            placed.append(panel)
        line += at[0].h
    return line, placed


def _others() -> build.DashboardLink:
    link = build.DashboardLink("Orion dashboards").type(DashboardLinkType.DASHBOARDS).tags([TAG]).as_dropdown(True)
    return link.include_vars(True).keep_time(True).icon("external link").tooltip("The other dashboards, same choices")
