// One component for each type of panel that the dashboards use, with the options that Grafana's own panels heed.
import { renderMarkdown } from '@grafana/data';
import { TableCellHeight } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { Drawn } from './types';
import { Lines } from './lines';
import { StateTimeline } from './timeline';
import { Bars, Stat } from './values';

/** What a panel's series begin with, where its JSON says nothing. */
export const CUSTOM: Record<string, object> = {
  timeseries: {
    drawStyle: 'line',
    lineWidth: 1,
    lineInterpolation: 'linear',
    fillOpacity: 0,
    gradientMode: 'none',
    pointSize: 5,
    showPoints: 'auto',
    spanNulls: false,
    axisPlacement: 'auto',
    axisLabel: '',
    scaleDistribution: { type: 'linear' },
    stacking: { mode: 'none', group: 'A' },
    thresholdsStyle: { mode: 'off' },
    hideFrom: {},
    axisBorderShow: false,
  },
  table: { cellOptions: { type: 'auto' }, align: 'auto', inspect: false },
};

function Table({ panel: { options = {} }, frames, fieldConfig, width, height }: Drawn) {
  return (
    <TableNG
      data={frames[options.frameIndex ?? 0]}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      initialSortBy={options.sortBy}
      cellHeight={options.cellHeight ?? TableCellHeight.Sm}
      fieldConfig={fieldConfig}
      structureRev={1}
      frozenColumns={options.frozenColumns?.left}
      enablePagination={options.enablePagination}
      getActions={() => []}
    />
  );
}

const Text = ({ panel: { options = {} }, replace }: Drawn) => (
  <div className="markdown-html" dangerouslySetInnerHTML={{ __html: renderMarkdown(replace(options.content ?? '')) }} />
);

const Nothing = ({ fieldConfig }: Drawn) => <div className="nothing">{fieldConfig.defaults.noValue ?? 'No data'}</div>;

const DRAWN: Record<string, (drawn: Drawn) => React.JSX.Element> = {
  stat: Stat,
  bargauge: Bars,
  timeseries: Lines,
  table: Table,
  text: Text,
  'state-timeline': StateTimeline,
};

/** A panel's contents; of a type that is not drawn here, its numbers as a table, and that this is so. */
export function Contents(drawn: Drawn) {
  const { type } = drawn.panel;
  const empty = !drawn.frames.some(({ length }) => length);
  if (empty && !['stat', 'text'].includes(type)) {
    return <Nothing {...drawn} />;
  }
  if (type in DRAWN) {
    return DRAWN[type](drawn);
  }
  return (
    <>
      <div className="note">{type} (as a table)</div>
      <Table {...drawn} height={drawn.height - 20} />
    </>
  );
}
