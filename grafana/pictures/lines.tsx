// Time series, with the annotations across them.
import { FieldType, GrafanaTheme2, applyNullInsertThreshold, getFieldDisplayName } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import { TimeSeries, UPlotConfigBuilder } from '@grafana/ui';
import { Drawn, Page } from './types';

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

export function Lines({ panel, frames, theme, range, annotations, width, height }: Drawn) {
  const graphable = frames.filter(
    (frame) =>
      frame.fields.some(({ type }) => type === FieldType.time) &&
      frame.fields.some(({ type }) => type === FieldType.number),
  );
  // As Grafana's panel does for each series: the component itself leaves gaps in the first one only.
  const gapped = graphable.map((frame) =>
    applyNullInsertThreshold({
      frame,
      refFieldPseudoMin: range.from.valueOf(),
      refFieldPseudoMax: range.to.valueOf(),
    }),
  );
  // The join of the frames forgets their names, and a colour that follows from the name with it.
  const named = gapped.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.type !== FieldType.number
        ? field
        : { ...field, name: getFieldDisplayName(field, frame, gapped), labels: undefined },
    ),
  }));
  const legend = {
    displayMode: LegendDisplayMode.List,
    placement: 'bottom',
    calcs: [],
    showLegend: true,
    ...panel.options?.legend,
  };
  return (
    <TimeSeries
      frames={named}
      width={width}
      height={height}
      timeRange={range}
      timeZone="utc"
      legend={legend}
      options={panel.options}
    >
      {(builder: UPlotConfigBuilder) => {
        mark(builder, annotations, theme);
        return null;
      }}
    </TimeSeries>
  );
}
