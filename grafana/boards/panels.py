"""Builders for all types of panels. Each panel has queries, a unit, and a description with what to do.

The number of a panel is its permanent id: a new panel gets the next free number, so that diffs stay small. Current
values use instant queries, because the last value of a range query can be outdated.
"""

from collections.abc import Mapping, Sequence

from grafana_foundation_sdk.builders import bargauge, stat, statetimeline, timeseries
from grafana_foundation_sdk.builders import common as build
from grafana_foundation_sdk.builders.dashboard import FieldColor
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models.dashboard import DynamicConfigValue, FieldColorModeId, Panel, ValueMapping
from grafana_foundation_sdk.models.dashboard import FieldColor as Colour

from grafana.boards.frame import NO_DATA, Ask, Link, answered, finish
from grafana.boards.look import BLUE, DECIMALS, SECONDS, STATE, Steps, colour

LOOKS = stat.Panel | timeseries.Panel | bargauge.Panel | statetimeline.Panel


def stat_panel(
    number: int,
    title: str,
    *asks: Ask,
    about: str,
    unit: str,
    width: int = 4,
    height: int = 4,
    steps: Steps | None = None,
    words: Sequence[ValueMapping] = (),
    link: Link | None = None,
    none: str = NO_DATA,
    decimals: int | None = None,
    names: bool = False,
    size: int | None = None,
    colours: Mapping[str, str] | None = None,
    down: bool = False,
) -> Panel:
    """Return a stat panel with current values, and their names if they have any; blue is neutral.

    With `names`, only the names are shown. The text is as large as fits, or `size` pixels so that several values stay
    apart. Values are side by side, or one below the other with `down`.
    """
    asks = answered(asks)
    look = stat.Panel().graph_mode(common.BigValueGraphMode.NONE)
    look.reduce_options(build.ReduceDataOptions().calcs(["lastNotNull"]))
    look.color_mode(common.BigValueColorMode.VALUE)
    look.text_mode(common.BigValueTextMode.NAME if names else _text_mode(asks))
    if size:
        look.text(build.VizTextDisplayOptions().title_size(14).value_size(size)).wide_layout(down)
    if down:
        look.orientation(common.VizOrientation.HORIZONTAL)
    for ask in asks:
        look.with_target(ask.target(instant=True))
    _judge(look, steps, words, DECIMALS.get(unit) if decimals is None else decimals)
    _paint(look, colours)
    return finish(look.build(), number, title, about + _said(steps, unit), unit, width, height, none, link)


def graph(
    number: int,
    title: str,
    *asks: Ask,
    about: str,
    unit: str,
    width: int = 12,
    height: int = 8,
    stack: bool = False,
    bars: bool = False,
    colours: Mapping[str, str] | None = None,
    link: Link | None = None,
    none: str = NO_DATA,
    at_least: float | None = 0,
    at_most: float | None = None,
    interval: str = "",
) -> Panel:
    """Return a time series panel: areas if stacked, or bars for values per interval.

    A query named "before" is dashed, a query named "limit" is dashed and red. The axis covers at least `at_least` to
    `at_most`.
    """
    asks = answered(asks)
    look = timeseries.Panel().draw_style(common.GraphDrawStyle.BARS if bars else common.GraphDrawStyle.LINE)
    look.line_width(1 if stack or bars else 2).fill_opacity(70 if bars else 30 if stack else 0)
    look.show_points(common.VisibilityMode.NEVER).span_nulls(False)
    # Colours by name would be the same on all panels, but some of them are nearly white.
    look.color_scheme(FieldColor().mode(FieldColorModeId.PALETTE_CLASSIC))
    if stack:
        look.stacking(build.StackingConfig().mode(common.StackingMode.NORMAL).group("A"))
    _reach(look, at_least, at_most)
    if unit == SECONDS:
        look.decimals(DECIMALS[unit])
    if interval:
        look.interval(interval)
    look.legend(_legend()).tooltip(_tooltip())
    _draw(look, asks)
    _paint(look, colours)
    return finish(look.build(), number, title, about, unit, width, height, none, link)


def bar_panel(
    number: int,
    title: str,
    *asks: Ask,
    about: str,
    unit: str,
    width: int = 12,
    height: int = 8,
    steps: Steps | None = None,
    colours: Mapping[str, str] | None = None,
    link: Link | None = None,
    none: str = NO_DATA,
    highest: float | None = None,
    decimals: int | None = None,
) -> Panel:
    """Return a bar gauge of current values; `highest` is the value of a full bar, by default the largest value."""
    asks = answered(asks)
    look = bargauge.Panel().orientation(common.VizOrientation.HORIZONTAL)
    look.display_mode(common.BarGaugeDisplayMode.BASIC).value_mode(common.BarGaugeValueMode.TEXT).min(0)
    # A fixed height on all panels: with automatic sizing, three bars would fill the panel.
    look.name_placement(common.BarGaugeNamePlacement.LEFT).sizing(common.BarGaugeSizing.MANUAL)
    look.min_viz_height(16).max_viz_height(_BAR).text(build.VizTextDisplayOptions().title_size(12).value_size(16))
    look.reduce_options(build.ReduceDataOptions().calcs(["lastNotNull"]))
    if highest is not None:
        look.max(highest)
    for ask in asks:
        look.with_target(ask.target(instant=True))
    _judge(look, steps, (), DECIMALS.get(unit) if decimals is None else decimals)
    _paint(look, colours)
    return finish(look.build(), number, title, about + _said(steps, unit), unit, width, height, none, link)


def lanes(
    number: int,
    title: str,
    *asks: Ask,
    about: str,
    words: Sequence[ValueMapping],
    width: int = 12,
    height: int = 8,
    none: str = NO_DATA,
    link: Link | None = None,
) -> Panel:
    """Return a state timeline with a lane for each series; states are shown as text."""
    asks = answered(asks)
    look = statetimeline.Panel().merge_values(True).show_value(common.VisibilityMode.AUTO).row_height(0.85)
    look.fill_opacity(75).legend(_legend()).tooltip(_tooltip())
    for ask in asks:
        look.with_target(ask.target(instant=False))
    _judge(look, None, words, None)
    return finish(look.build(), number, title, about, STATE, width, height, none, link)


_BAR = 26
"""Height of a bar, in pixels."""

_DASH = DynamicConfigValue("custom.lineStyle", common.LineStyle(fill="dash", dash=[8, 6]))
_BARE = DynamicConfigValue("custom.fillOpacity", 0)
_APART = DynamicConfigValue("custom.stacking", common.StackingConfig(mode=common.StackingMode.NONE))
_DASHED = {
    "before": [_DASH, _BARE, _APART, DynamicConfigValue("custom.lineWidth", 1)],
    "limit": [_DASH, _BARE, _APART, DynamicConfigValue("color", Colour(FieldColorModeId.FIXED, "red"))],
}


def _text_mode(asks: Sequence[Ask]) -> common.BigValueTextMode:
    named = any(ask.legend != "__auto" for ask in asks)
    return common.BigValueTextMode.VALUE_AND_NAME if named else common.BigValueTextMode.VALUE


def _judge(look: LOOKS, steps: Steps | None, words: Sequence[ValueMapping], decimals: int | None) -> None:
    if steps:
        look.thresholds(steps.build()).color_scheme(FieldColor().mode(FieldColorModeId.THRESHOLDS))
    elif not words:
        look.color_scheme(colour(BLUE))
    if words:
        look.mappings(list(words))
    if decimals is not None:
        look.decimals(decimals)


def _draw(look: timeseries.Panel, asks: Sequence[Ask]) -> None:
    for ask in asks:
        look.with_target(ask.target(instant=False))
        if ask.ref in _DASHED:
            look.override_by_query(ask.ref, _DASHED[ask.ref])


def _reach(look: timeseries.Panel, at_least: float | None, at_most: float | None) -> None:
    if at_least is not None:
        look.axis_soft_min(at_least)
    if at_most is not None:
        look.axis_soft_max(at_most)


def _paint(look: LOOKS, colours: Mapping[str, str] | None) -> None:
    """Set the colour of series by name, including names with a suffix (`EUR, a week ago`)."""
    for name, shade in (colours or {}).items():
        look.override_by_regexp(f"/^{name}(,|$)/", [DynamicConfigValue("color", Colour(FieldColorModeId.FIXED, shade))])


def _said(steps: Steps | None, unit: str) -> str:
    text = steps.text(unit) if steps else ""
    return f" Thresholds: {text}." if text else ""


def _legend() -> build.VizLegendOptions:
    look = build.VizLegendOptions().show_legend(True).placement(common.LegendPlacement.BOTTOM)
    return look.display_mode(common.LegendDisplayMode.LIST)


def _tooltip() -> build.VizTooltipOptions:
    return build.VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI).sort(common.SortOrder.DESCENDING)
