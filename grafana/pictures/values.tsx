// Big numbers and bars: panels that show one value for each series.
import {
  FieldDisplay,
  VizOrientation,
  getDisplayProcessor,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
} from '@grafana/data';
import { BarGaugeValueMode } from '@grafana/schema';
import { BarGauge, BigValue, BigValueGraphMode, BigValueTextMode, VizRepeater } from '@grafana/ui';
import { Drawn } from './types';

const values = ({ panel, frames, fieldConfig, theme, replace }: Drawn, sparkline: boolean) =>
  getFieldDisplayValues({
    data: frames,
    fieldConfig,
    theme,
    sparkline,
    replaceVariables: replace,
    timeZone: 'utc',
    reduceOptions: panel.options?.reduceOptions ?? { calcs: ['lastNotNull'], values: false },
  });

export function Stat(drawn: Drawn) {
  const {
    panel: { options = {}, title },
    fieldConfig,
    theme,
    width,
    height,
  } = drawn;
  const named = options.textMode === BigValueTextMode.Auto && (fieldConfig.defaults.displayName || !title);
  return (
    <VizRepeater<FieldDisplay, any>
      source={drawn.frames}
      renderCounter={0}
      width={width}
      height={height}
      autoGrid
      itemSpacing={3}
      orientation={options.orientation ?? VizOrientation.Auto}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      getValues={() => values(drawn, (options.graphMode ?? 'none') !== BigValueGraphMode.None)}
      renderValue={({ value, alignmentFactors, count, width, height }) => (
        <BigValue
          value={value.display}
          sparkline={value.sparkline}
          count={count}
          colorMode={options.colorMode}
          theme={theme}
          graphMode={options.graphMode}
          justifyMode={options.justifyMode}
          text={options.text}
          width={width}
          height={height}
          textMode={named ? BigValueTextMode.ValueAndName : options.textMode}
          alignmentFactors={alignmentFactors}
          disableWideLayout={!options.wideLayout}
          percentChangeColorMode={options.percentChangeColorMode}
        />
      )}
    />
  );
}

export function Bars(drawn: Drawn) {
  const {
    panel: { options = {} },
    theme,
    width,
    height,
  } = drawn;
  const orientation =
    options.orientation === 'auto' || !options.orientation
      ? width > height
        ? VizOrientation.Vertical
        : VizOrientation.Horizontal
      : options.orientation;
  return (
    <VizRepeater<FieldDisplay, any>
      source={drawn.frames}
      renderCounter={0}
      width={width}
      height={height}
      orientation={orientation}
      minVizWidth={options.minVizWidth ?? 8}
      minVizHeight={options.minVizHeight ?? 16}
      maxVizHeight={options.maxVizHeight ?? 300}
      itemSpacing={options.displayMode === 'lcd' ? 2 : 10}
      getValues={() => values(drawn, false)}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, alignmentFactors, count, width, height, orientation }) => (
        <BarGauge
          value={
            count === 1 && !drawn.fieldConfig.defaults.displayName
              ? { ...value.display, title: undefined }
              : value.display
          }
          field={value.field}
          display={
            value.view?.getFieldDisplayProcessor(value.colIndex ?? 0) ??
            getDisplayProcessor({ field: value, theme } as any)
          }
          theme={theme}
          width={width}
          height={height}
          orientation={orientation}
          text={options.text}
          alignmentFactors={alignmentFactors}
          displayMode={options.displayMode ?? 'gradient'}
          showUnfilled={options.showUnfilled ?? true}
          itemSpacing={10}
          lcdCellWidth={12}
          valueDisplayMode={options.valueMode ?? BarGaugeValueMode.Color}
          namePlacement={options.namePlacement}
          isOverflow={false}
        />
      )}
    />
  );
}
