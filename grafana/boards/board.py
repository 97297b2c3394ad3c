"""A dashboard: sections with rows of panels, laid out on the grid."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grafana_foundation_sdk.builders import dashboard as build
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DashboardLinkType, GridPos, Panel, RowPanel

from grafana.boards import variables
from grafana.boards.events import Event
from grafana.boards.variables import Variable, is_answered
from grafana.modules import exists, present

SCHEMA = 39
"""Version of the classic JSON schema; Grafana 10 writes it, and Grafana 11 to 13 can read it."""

TAG = "orion"
COLUMNS = 24

Row = Sequence[Panel]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of panels under a title; the first section of a dashboard has none. `number` is its permanent id."""

    number: int
    title: str
    rows: Sequence[Row]
    collapsed: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: `uid` of its URL, title, description, variables and contents.

    `of` are its categories; empty means all. Panels of missing modules are omitted, and so is a dashboard if none of
    its categories exists.
    """

    uid: str
    title: str
    about: str
    top: Sequence[Row]
    sections: Sequence[Section]
    choices: Sequence[Variable] = ()
    events: Sequence[Event] = ()
    of: Sequence[str] = ()
    tags: Sequence[str] = ()
    since: str = "now-24h"

    @property
    def is_needed(self) -> bool:
        """Whether any of its categories exists."""
        return bool(present(*self.of)) or not self.of

    def json(self) -> str:
        """Return its JSON for Grafana; the result is deterministic."""
        made = (
            build.Dashboard(self.title)
            .uid(self.uid)
            .description(self.about)
            .tags([TAG, *present(*self.of), *self.tags])
            .readonly()
        )
        made.time(self.since, "now").timezone("browser").refresh("1m").tooltip(DashboardCursorSync.CROSSHAIR)
        made.link(_others()).version(1)
        for choice in filter(is_answered, (variables.datasource, variables.job, *self.choices)):
            made.with_variable(choice())
        for event in (event for event in self.events if exists(event.expression)):
            made.annotation(event.annotation())
        model = made.build()
        model.schema_version, model.panels = SCHEMA, list(self._placed())
        return json.dumps(model, cls=JSONEncoder, indent=2, ensure_ascii=False) + "\n"

    def _placed(self) -> Iterator[Panel | RowPanel]:
        line, placed = _place(list(_kept(self.top)), 0, self.uid)
        yield from placed
        sections = (replace(section, rows=list(_kept(section.rows))) for section in self.sections)
        for section in (section for section in sections if section.rows):
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
    """Whether a file is a generated dashboard: it has our tag, and cannot be edited in Grafana."""
    try:
        model = json.loads(text)
    except ValueError:
        return False
    return isinstance(model, dict) and TAG in model.get("tags", ()) and model.get("editable") is False


def _kept(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows without empty panels; the remaining panels are widened to fill the row."""
    for row in rows:
        kept = [panel for panel in row if panel.targets]
        if kept and len(kept) < len(row):
            _widen([panel.grid_pos or GridPos() for panel in kept])
        if kept:
            yield kept


def _widen(places: Sequence[GridPos]) -> None:
    width = sum(place.w for place in places)
    for place in places:
        place.w = place.w * COLUMNS // width
    places[-1].w += COLUMNS - sum(place.w for place in places)


def _place(rows: Sequence[Row], line: int, uid: str) -> tuple[int, list[Panel]]:
    """Place rows on the grid from a line; return the line after them. Raises ValueError for a row with a gap."""
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
    return link.include_vars(True).keep_time(True).icon("external link").tooltip("Other dashboards, same selection")
