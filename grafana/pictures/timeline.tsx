// A state timeline: Grafana keeps its own within the application, so this one is drawn here, with its fields' colours.
import {
  DataFrame,
  Field,
  FieldType,
  dateTimeFormat,
  formattedValueToString,
  getFieldDisplayName,
} from '@grafana/data';
import { Drawn } from './types';

interface Block {
  from: number;
  to: number;
  text: string;
  color: string;
}

function blocks(frame: DataFrame, field: Field, end: number): Block[] {
  const times: number[] = frame.fields.find(({ type }) => type === FieldType.time)!.values;
  const step = Math.min(...times.slice(1).map((time, at) => time - times[at]));
  const found: Block[] = [];
  field.values.forEach((value: unknown, at: number) => {
    if (value === null || value === undefined) {
      return;
    }
    const shown = field.display!(value);
    const last = found.at(-1);
    const block = {
      from: times[at],
      to: Math.min(times[at] + step, end),
      text: formattedValueToString(shown),
      color: shown.color!,
    };
    if (last && last.text === block.text && block.from - last.to < step) {
      last.to = block.to;
    } else {
      found.push(block);
    }
  });
  return found;
}

const LETTER = 6.5;
const WIDEST = 320;
const AXIS = 20;
const LEGEND = 24;

export function StateTimeline({ panel: { options = {} }, frames, theme, range, width, height }: Drawn) {
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const rows = frames.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type !== FieldType.time)
      .map((field) => ({
        name: getFieldDisplayName(field, frame, frames),
        blocks: blocks(frame, field, to),
      })),
  );
  const label = Math.min(Math.max(...rows.map(({ name }) => name.length)) * LETTER + 16, WIDEST);
  const legend =
    options.legend?.showLegend === false
      ? []
      : [...new Map(rows.flatMap((row) => row.blocks.map(({ text, color }) => [text, color]))).entries()];
  const tall = (height - AXIS - (legend.length ? LEGEND : 0)) / rows.length;
  const x = (time: number) => label + ((Math.max(time, from) - from) / (to - from)) * (width - label);
  const ticks = Array.from({ length: 7 }, (_, number) => from + ((to - from) * number) / 6).slice(0, -1);
  const format = to - from > 2 * 86400e3 ? 'MM/DD HH:mm' : 'HH:mm';
  return (
    <div className="timeline" style={{ position: 'relative', height, fontSize: 12 }}>
      {rows.map((row, at) => (
        <div key={row.name}>
          <div
            style={{
              position: 'absolute',
              top: at * tall,
              height: tall,
              lineHeight: `${tall}px`,
              width: label - 8,
              textAlign: 'right',
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {row.name}
          </div>
          {row.blocks.map((block) => (
            <div
              key={block.from}
              style={{
                position: 'absolute',
                left: x(block.from),
                width: Math.max(x(block.to) - x(block.from), 1),
                top: (at + (1 - (options.rowHeight ?? 0.9)) / 2) * tall,
                height: tall * (options.rowHeight ?? 0.9),
                lineHeight: `${tall * (options.rowHeight ?? 0.9)}px`,
                background: block.color,
                color: theme.colors.getContrastText(block.color),
                overflow: 'hidden',
                paddingLeft: 4,
                whiteSpace: 'nowrap',
              }}
            >
              {options.showValue !== 'never' && x(block.to) - x(block.from) > 30 ? block.text : ''}
            </div>
          ))}
        </div>
      ))}
      {ticks.map((tick) => (
        <div
          key={tick}
          style={{ position: 'absolute', left: x(tick), top: tall * rows.length, lineHeight: `${AXIS}px` }}
        >
          {dateTimeFormat(tick, { format, timeZone: 'utc' })}
        </div>
      ))}
      <div style={{ position: 'absolute', left: 0, bottom: 0, display: 'flex', gap: 16 }}>
        {legend.map(([text, color]) => (
          <span key={text}>
            <i
              style={{
                display: 'inline-block',
                width: 14,
                height: 4,
                marginRight: 6,
                verticalAlign: 'middle',
                background: color,
              }}
            />
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
