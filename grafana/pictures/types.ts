// What the Python side hands over, and what a panel is drawn from.
import { DataFrame, FieldConfigSource, GrafanaTheme2, Labels, TimeRange } from '@grafana/data';

export interface Series {
  metric: Labels;
  values: Array<[number, string]>;
}
export interface Answer {
  refId: string;
  table: boolean;
  range: boolean;
  legend: string;
  query: string;
  step: number;
  series: Series[];
}
export interface PanelModel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  options?: any;
  fieldConfig?: FieldConfigSource;
  transformations?: any[];
  transparent?: boolean;
  panels?: unknown[];
  timeFrom?: string;
  hideTimeOverride?: boolean;
}
export interface Asked {
  panel: PanelModel;
  answers: Answer[];
  range: { from: number; to: number };
}
export interface Page {
  width: number;
  height: number;
  header: number;
  title: string;
  links: string[];
  range: { from: number; to: number; text: string };
  variables: Array<{ label: string; text: string }>;
  texts: Record<string, string>;
  panels: Asked[];
  annotations: Array<{ name: string; colour: string; spans: Array<[number, number]> }>;
}

/** A panel with its data, ready to be drawn in so many pixels. */
export interface Drawn {
  panel: PanelModel;
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  theme: GrafanaTheme2;
  range: TimeRange;
  annotations: Page['annotations'];
  replace: (text: string) => string;
  width: number;
  height: number;
}
