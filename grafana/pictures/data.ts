// How Grafana's Prometheus data source would hand over what the Python side got: data frames.
import {
  ConfigOverrideRule,
  DataFrame,
  FieldConfigOptionsRegistry,
  FieldConfigPropertyItem,
  FieldConfigSource,
  FieldType,
  GrafanaTheme2,
  applyFieldOverrides,
  cacheFieldDisplayNames,
  standardTransformers,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { Answer, Asked, Series } from './types';

const numberOf = (text: string) => (text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text));

function seriesFrame(answer: Answer, { metric, values }: Series): DataFrame {
  const auto = answer.legend === '__auto';
  const name = auto
    ? Object.keys(metric).length
      ? undefined
      : answer.query
    : answer.legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => metric[label] ?? '');
  return toDataFrame({
    refId: answer.refId,
    fields: [
      {
        name: 'Time',
        type: FieldType.time,
        values: values.map(([second]) => second * 1000),
        config: { interval: answer.step },
      },
      {
        name: 'Value',
        type: FieldType.number,
        labels: metric,
        values: values.map(([, text]) => numberOf(text)),
        config: name ? { displayNameFromDS: name } : {},
      },
    ],
  });
}

function tableFrame(answer: Answer, tables: number): DataFrame {
  const names = [...new Set(answer.series.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = answer.series.flatMap(({ metric, values }) => values.map((value) => ({ metric, value })));
  return toDataFrame({
    refId: answer.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: rows.map(({ value }) => value[0] * 1000) },
      ...names.map((name) => ({ name, type: FieldType.string, values: rows.map(({ metric }) => metric[name] ?? '') })),
      {
        name: tables > 1 ? `Value #${answer.refId}` : 'Value',
        type: FieldType.number,
        values: rows.map(({ value }) => numberOf(value[1])),
      },
    ],
  });
}

// The application registers an editor for each option; to apply them, their names suffice.
function registry({ defaults, overrides }: FieldConfigSource): FieldConfigOptionsRegistry {
  const standard = [
    'unit',
    'min',
    'max',
    'decimals',
    'displayName',
    'noValue',
    'thresholds',
    'mappings',
    'links',
    'color',
    'fieldMinMax',
    'filterable',
  ];
  const overridden = overrides.flatMap((rule: ConfigOverrideRule) => rule.properties.map(({ id }) => id));
  const custom = new Set([
    ...Object.keys(defaults.custom ?? {}).map((key) => `custom.${key}`),
    ...overridden.filter((id) => id.startsWith('custom.')),
  ]);
  const item = (id: string): FieldConfigPropertyItem =>
    ({
      id,
      path: id.replace(/^custom\./, ''),
      isCustom: id.startsWith('custom.'),
      name: id,
      process: (value: unknown) => value,
      shouldApply: () => true,
    }) as unknown as FieldConfigPropertyItem;
  return new FieldConfigOptionsRegistry(() => [...standard, ...custom].map(item));
}

// By id, since an old name of one of them is another entry.
const transformers = new Map(Object.values(standardTransformers).map((each: any) => [each.id, each]));
standardTransformersRegistry.setInit(() =>
  [...transformers].map(
    ([id, each]) =>
      ({
        id,
        name: each.name,
        transformation: each,
        editor: () => null,
      }) as any,
  ),
);

/** A panel's data as its component gets it: transformed, with units, thresholds, mappings and overrides applied. */
export async function framesOf(
  { panel, answers }: Asked,
  theme: GrafanaTheme2,
  custom: object,
  replace: (text: string) => string,
) {
  const tables = new Set(answers.filter(({ table }) => table).map(({ refId }) => refId)).size;
  const raw = answers.flatMap((answer) =>
    answer.table
      ? answer.series.length
        ? [tableFrame(answer, tables)]
        : []
      : answer.series.map((series) => seriesFrame(answer, series)),
  );
  const given = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  const fieldConfig = {
    overrides: given.overrides ?? [],
    defaults: { ...given.defaults, custom: { ...custom, ...given.defaults.custom } },
  } as FieldConfigSource;
  const data = await lastValueFrom(transformDataFrame(panel.transformations ?? [], raw));
  const frames = applyFieldOverrides({
    data,
    fieldConfig,
    fieldConfigRegistry: registry(fieldConfig),
    replaceVariables: replace,
    theme,
    timeZone: 'utc',
  });
  cacheFieldDisplayNames(frames);
  return { frames, fieldConfig };
}
