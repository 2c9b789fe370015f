import { counted } from '../../../common/counted.ts';
import { markup, type Markup } from '../markup.ts';
import { graphPage, linkFrom, listPage, pageCount, PATHS, timelinePage } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';

/** A file of the site: a path that `isSitePath` takes, and its content. */
export interface SiteFile {
  readonly path: string;
  readonly content: string;
}

export interface PageContent {
  readonly path: string;
  readonly title: string;
  readonly main: Markup;
  /** The script that the page runs; none by default. */
  readonly script?: string;
}

/** Nothing is fetched but what stands beside the page; and where no script is wanted, none runs. */
const policy = (hasScript: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ...(hasScript ? ["script-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** A page of the site, with what all of them have. */
export function page(site: SiteView, { path, title, main, script }: PageContent): SiteFile {
  const { origin } = site.memory.checkpoint;
  const to = (target: string): string => linkFrom(path, target);
  return {
    path,
    content: markup`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy(script !== undefined)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <meta name="color-scheme" content="light dark" />
          <title>${title === origin ? title : `${title} · ${origin}`}</title>
          <link rel="icon" type="image/svg+xml" href="${to(PATHS.icon)}" />
          <link rel="stylesheet" href="${to(PATHS.style)}" />
          <link rel="alternate" type="application/atom+xml" title="${origin}" href="${to(PATHS.feed)}" />
        </head>
        <body>
          <a class="skip" href="#main">Skip to the content</a>
          <header class="top">
            <div>
              <a class="origin" href="${to(PATHS.overview)}">${origin}</a>
              <nav aria-label="Site">
                <ul>
                  ${links(site).map(([name, target]) => {
                    const current = target === path ? markup` aria-current="page"` : undefined;
                    return markup`<li><a href="${to(target)}" ${current}>${name}</a></li>`;
                  })}
                </ul>
              </nav>
            </div>
          </header>
          <main id="main">${main}</main>
          <footer>
            <p>
              ${basisOf(site)} The texts are those of whoever wrote the records.
              <a href="${to(PATHS.feed)}">Atom feed</a> · <a href="${to(PATHS.notices)}">Licences</a>
            </p>
          </footer>
          ${script === undefined ? undefined : markup`<script src="${to(script)}"></script>`}
        </body>
      </html> `.markup,
  };
}

const links = ({ kinds, memory, decisionEdges }: SiteView): [name: string, path: string][] => [
  ['Overview', PATHS.overview],
  ...(['decision', 'release', 'deployment'] as const).map((kind): [string, string] => [
    kindName(kind),
    listPage(kind, pageCount(kinds.get(kind)?.length ?? 0)),
  ]),
  ['Timeline', timelinePage(pageCount(memory.records.length))],
  ...(decisionEdges.length > 0 ? [['Graph', graphPage(1)] as [string, string]] : []),
  ['Search', PATHS.search],
];

function basisOf({ memory: { checkpoint, size } }: SiteView): string {
  const entries = counted(size, 'entry', 'entries');
  return size === checkpoint.size
    ? `Made from the ${entries} of ${checkpoint.origin}.`
    : `Made from the first ${entries} of ${checkpoint.origin}, which had ${checkpoint.size} by then.`;
}

const NAMES: Readonly<Record<string, string | undefined>> = {
  decision: 'Decisions',
  release: 'Releases',
  deployment: 'Deployments',
  incident: 'Incidents',
  discovery: 'Discoveries',
  spawn: 'Spawned services',
  treaty: 'Treaties',
  snapshot: 'Snapshots',
  evidence: 'Late evidence',
  key: 'Keys',
  peer: 'Peers',
  cut: 'Cuts',
};

/** What one record of a kind is called where it is counted. */
const SINGULAR: Readonly<Record<string, string | undefined>> = {
  decision: 'Decision',
  release: 'Release',
  deployment: 'Deployment',
  incident: 'Incident',
  discovery: 'Discovery',
  spawn: 'Spawned service',
  treaty: 'Treaty',
  snapshot: 'Snapshot',
  key: 'Key',
  peer: 'Peer',
  cut: 'Cut',
};

/** What `count` records of a kind are called. */
export const countedName = (kind: string, count: number): string =>
  (count === 1 ? SINGULAR[kind] : undefined) ?? kindName(kind);

/** What the records of a kind are called. */
export const kindName = (kind: string): string => NAMES[kind] ?? `Records of kind “${kind}”`;
