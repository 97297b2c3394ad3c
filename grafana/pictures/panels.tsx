// One component for each type of panel that the dashboards use, with the options that Grafana's own panels heed.
import {
  DataFrame, FieldConfigSource, FieldDisplay, FieldType, GrafanaTheme2, TimeRange, VizOrientation,
  getDisplayProcessor, getDisplayValueAlignmentFactors, getFieldDisplayName, getFieldDisplayValues, renderMarkdown,
} from '@grafana/data';
import { BarGaugeValueMode, LegendDisplayMode, TableCellHeight } from '@grafana/schema';
import {
  BarGauge, BigValue, BigValueGraphMode, BigValueTextMode, TimeSeries, UPlotConfigBuilder, VizRepeater,
} from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { Page, PanelModel } from './data';
import { StateTimeline } from './timeline';

export interface Drawn {
  panel: PanelModel; frames: DataFrame[]; fieldConfig: FieldConfigSource; theme: GrafanaTheme2; range: TimeRange;
  annotations: Page['annotations']; replace: (text: string) => string; width: number; height: number;
}

export const CUSTOM: Record<string, object> = {
  timeseries: { drawStyle: 'line', lineWidth: 1, lineInterpolation: 'linear', fillOpacity: 0, gradientMode: 'none',
    pointSize: 5, showPoints: 'auto', spanNulls: false, axisPlacement: 'auto', axisLabel: '', scaleDistribution: { type: 'linear' },
    stacking: { mode: 'none', group: 'A' }, thresholdsStyle: { mode: 'off' }, hideFrom: {}, axisBorderShow: false },
  table: { cellOptions: { type: 'auto' }, align: 'auto', inspect: false },
};

const values = ({ panel, frames, fieldConfig, theme, replace }: Drawn, sparkline: boolean) =>
  getFieldDisplayValues({ data: frames, fieldConfig, theme, sparkline, replaceVariables: replace, timeZone: 'utc',
    reduceOptions: panel.options?.reduceOptions ?? { calcs: ['lastNotNull'], values: false } });

function Stat(drawn: Drawn) {
  const { panel: { options = {}, title }, fieldConfig, theme, width, height } = drawn;
  const named = options.textMode === BigValueTextMode.Auto && (fieldConfig.defaults.displayName || !title);
  return <VizRepeater<FieldDisplay, any> source={drawn.frames} renderCounter={0} width={width} height={height} autoGrid itemSpacing={3}
    orientation={options.orientation ?? VizOrientation.Auto} getAlignmentFactors={getDisplayValueAlignmentFactors}
    getValues={() => values(drawn, (options.graphMode ?? 'none') !== BigValueGraphMode.None)}
    renderValue={({ value, alignmentFactors, count, width, height }) =>
      <BigValue value={value.display} sparkline={value.sparkline} count={count} colorMode={options.colorMode} theme={theme}
        graphMode={options.graphMode} justifyMode={options.justifyMode} text={options.text} width={width} height={height}
        textMode={named ? BigValueTextMode.ValueAndName : options.textMode} alignmentFactors={alignmentFactors}
        disableWideLayout={!options.wideLayout} percentChangeColorMode={options.percentChangeColorMode} />} />;
}

function Bars(drawn: Drawn) {
  const { panel: { options = {} }, theme, width, height } = drawn;
  const orientation = options.orientation === 'auto' || !options.orientation
    ? (width > height ? VizOrientation.Vertical : VizOrientation.Horizontal) : options.orientation;
  return <VizRepeater<FieldDisplay, any> source={drawn.frames} renderCounter={0} width={width} height={height} orientation={orientation}
    minVizWidth={options.minVizWidth ?? 8} minVizHeight={options.minVizHeight ?? 16} maxVizHeight={options.maxVizHeight ?? 300}
    itemSpacing={options.displayMode === 'lcd' ? 2 : 10} getValues={() => values(drawn, false)}
    getAlignmentFactors={getDisplayValueAlignmentFactors}
    renderValue={({ value, alignmentFactors, count, width, height, orientation }) =>
      <BarGauge value={count === 1 && !drawn.fieldConfig.defaults.displayName ? { ...value.display, title: undefined } : value.display}
        field={value.field} display={value.view?.getFieldDisplayProcessor(value.colIndex ?? 0) ?? getDisplayProcessor({ field: value, theme } as any)}
        theme={theme} width={width} height={height} orientation={orientation} text={options.text} alignmentFactors={alignmentFactors}
        displayMode={options.displayMode ?? 'gradient'} showUnfilled={options.showUnfilled ?? true} itemSpacing={10} lcdCellWidth={12}
        valueDisplayMode={options.valueMode ?? BarGaugeValueMode.Color} namePlacement={options.namePlacement} isOverflow={false} />} />;
}

// Grafana draws annotations as dashed lines, and what lasts as a band.
function mark(builder: UPlotConfigBuilder, annotations: Page['annotations'], theme: GrafanaTheme2) {
  builder.addHook('draw', (plot) => {
    for (const { colour, spans } of annotations) {
      const shown = theme.visualization.getColorByName(colour);
      for (const [from, to] of spans) {
        const { left, top, width, height } = plot.bbox;
        const at = (moment: number) => plot.valToPos(moment, 'x', true);
        plot.ctx.save();
        plot.ctx.strokeStyle = plot.ctx.fillStyle = shown;
        plot.ctx.setLineDash([3, 3]);
        plot.ctx.beginPath();
        plot.ctx.rect(left, top, width, height);
        plot.ctx.clip();
        plot.ctx.beginPath();
        for (const moment of from === to ? [from] : [from, to]) {
          plot.ctx.moveTo(at(moment), top);
          plot.ctx.lineTo(at(moment), top + height);
        }
        plot.ctx.stroke();
        plot.ctx.globalAlpha = 0.1;
        plot.ctx.fillRect(at(from), top, at(to) - at(from), height);
        plot.ctx.restore();
      }
    }
  });
}

function Lines({ panel, frames, theme, range, annotations, width, height }: Drawn) {
  const graphable = frames.filter((frame) => frame.fields.some(({ type }) => type === FieldType.time)
    && frame.fields.some(({ type }) => type === FieldType.number));
  // The join of the frames forgets their names, and a colour that follows from the name with it.
  const named = graphable.map((frame) => ({ ...frame, fields: frame.fields.map((field) => field.type !== FieldType.number ? field
    : { ...field, name: getFieldDisplayName(field, frame, graphable), labels: undefined }) }));
  const legend = { displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [], showLegend: true, ...panel.options?.legend };
  return <TimeSeries frames={named} width={width} height={height} timeRange={range} timeZone="utc" legend={legend} options={panel.options}>
    {(builder: UPlotConfigBuilder) => { mark(builder, annotations, theme); return null; }}
  </TimeSeries>;
}

function Table({ panel: { options = {} }, frames, fieldConfig, width, height }: Drawn) {
  return <TableNG data={frames[options.frameIndex ?? 0]} width={width} height={height} noHeader={options.showHeader === false}
    initialSortBy={options.sortBy} cellHeight={options.cellHeight ?? TableCellHeight.Sm} fieldConfig={fieldConfig} structureRev={1}
    frozenColumns={options.frozenColumns?.left} enablePagination={options.enablePagination} getActions={() => []} />;
}

const Text = ({ panel: { options = {} }, replace }: Drawn) =>
  <div className="markdown-html" dangerouslySetInnerHTML={{ __html: renderMarkdown(replace(options.content ?? '')) }} />;

const Nothing = ({ fieldConfig }: Drawn) => <div className="nothing">{fieldConfig.defaults.noValue ?? 'No data'}</div>;

const DRAWN: Record<string, (drawn: Drawn) => React.JSX.Element> = {
  stat: Stat, bargauge: Bars, timeseries: Lines, table: Table, text: Text, 'state-timeline': StateTimeline,
};

/** A panel's contents; of a type that is not drawn here, its numbers as a table, and that this is so. */
export function Contents(drawn: Drawn) {
  const { type } = drawn.panel;
  const empty = !drawn.frames.some(({ length }) => length);
  if (empty && !['stat', 'bargauge', 'text'].includes(type)) {
    return <Nothing {...drawn} />;
  }
  if (type in DRAWN) {
    return DRAWN[type](drawn);
  }
  return <><div className="note">{type} (as a table)</div><Table {...drawn} height={drawn.height - 20} /></>;
}
