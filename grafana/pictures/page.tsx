// A dashboard as Grafana lays it out: its title and variables on top, its panels on a grid of 24 columns.
import { ThemeContext, createTheme, dateTime } from '@grafana/data';
import { GlobalStyles, Icon, PanelChrome } from '@grafana/ui';
import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import './page.css';
import { createRoot } from 'react-dom/client';
import { framesOf } from './data';
import { CUSTOM, Contents } from './panels';
import { Asked, Drawn, Page } from './types';

const ROW = 30;
const GAP = 8;
const MARGIN = 16;
const theme = createTheme({ colors: { mode: 'dark' } });

function place(page: Page, { x, y, w, h }: Asked['panel']['gridPos']) {
  const column = (page.width - 2 * MARGIN - 23 * GAP) / 24;
  return {
    position: 'absolute' as const,
    left: MARGIN + x * (column + GAP),
    top: page.header + y * (ROW + GAP),
    width: w * column + (w - 1) * GAP,
    height: h * ROW + (h - 1) * GAP,
  };
}

function Header({ page }: { page: Page }) {
  return (
    <header style={{ height: page.header }}>
      <nav>
        <span>
          Dashboards <Icon name="angle-right" /> Orion <Icon name="angle-right" />
        </span>{' '}
        <b>{page.title}</b>
        <span className="picker">
          <Icon name="clock-nine" /> {page.range.text} <small>UTC</small>
        </span>
      </nav>
      <div className="controls">
        {page.variables.map(({ label, text }) => (
          <span key={label} className="variable">
            <b>{label}</b>
            <span>
              {text} <Icon name="angle-down" />
            </span>
          </span>
        ))}
        {page.annotations.map(({ name, colour }) => (
          <span key={name} className="annotation">
            <i style={{ background: theme.visualization.getColorByName(colour) }} />
            {name}
          </span>
        ))}
        <span className="links">
          {page.links.map((title) => (
            <span key={title}>
              <Icon name="apps" /> {title}
            </span>
          ))}
        </span>
      </div>
    </header>
  );
}

function Row({ panel, replace }: { panel: Asked['panel']; replace: Drawn['replace'] }) {
  const hidden = panel.panels?.length ?? 0;
  return (
    <div className="section">
      <Icon name={hidden ? 'angle-right' : 'angle-down'} /> {replace(panel.title)}
      {hidden ? (
        <small>
          {' '}
          ({hidden} panel{hidden > 1 ? 's' : ''})
        </small>
      ) : null}
    </div>
  );
}

function Panel({ page, drawn }: { page: Page; drawn: Omit<Drawn, 'width' | 'height'> }) {
  const { panel, replace } = drawn;
  const { width, height, ...at } = place(page, panel.gridPos);
  return (
    <div style={{ ...at, width, height }}>
      {panel.type === 'row' ? (
        <Row panel={panel} replace={replace} />
      ) : (
        <PanelChrome
          title={replace(panel.title)}
          description={panel.description}
          width={width}
          height={height}
          displayMode={panel.transparent ? 'transparent' : 'default'}
          padding={panel.type === 'table' ? 'none' : 'md'}
          titleItems={
            panel.timeFrom && !panel.hideTimeOverride ? <span className="time">Last {panel.timeFrom}</span> : undefined
          }
        >
          {(width, height) => <Contents {...drawn} width={width} height={height} />}
        </PanelChrome>
      )}
    </div>
  );
}

async function draw() {
  (window as any).__grafana_public_path__ = '/';
  const page: Page = await (await fetch('page.json')).json();
  const replace = (text: string) =>
    text.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (all, a, b) => page.texts[a ?? b] ?? all);
  const panels = await Promise.all(
    page.panels.map(async (asked) => {
      const { from, to } = asked.range;
      const range = { from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } };
      const data = await framesOf(asked, theme, CUSTOM[asked.panel.type] ?? {}, replace);
      return { ...data, panel: asked.panel, theme, range, replace, annotations: page.annotations };
    }),
  );
  await document.fonts.load('14px Inter');
  await document.fonts.load('500 14px Inter');
  createRoot(document.getElementById('page')!).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div style={{ position: 'relative', width: page.width, height: page.height, overflow: 'hidden' }}>
        <Header page={page} />
        {panels.map((drawn) => (
          <Panel key={drawn.panel.id} page={page} drawn={drawn} />
        ))}
      </div>
    </ThemeContext.Provider>,
  );
}

draw().catch((error) => console.error('not drawn:', error));
