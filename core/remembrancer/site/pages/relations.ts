import {
  firstRecordId,
  type GraphNode,
  type MemoryRecord,
  type Relation,
  shortName,
} from '../../memory/index.ts';
import { type Markup, markup } from '../markup.ts';
import { linkFrom, recordPage } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';

/** What a relation is called from its other end. */
const REVERSE: Readonly<Record<Relation, string>> = {
  decides: 'decided by',
  supersedes: 'superseded by',
  affects: 'affected by',
  'released-as': 'release of',
  'deployed-by': 'deployment of',
};

/** How a record stands to others, to components and to paths, read from its side. */
export function relations(site: SiteView, path: string, record: MemoryRecord): Markup | undefined {
  const own = `record:${firstRecordId(record)}`;
  const edges = site.edgesOf.get(own) ?? [];
  if (edges.length === 0) return undefined;
  return markup`<h2>Relations</h2>
    <ul class="relations">
      ${edges.map(({ from, relation, to }) =>
        from.id === own
          ? markup`<li><span class="kind">${relation.replace('-', ' ')}</span> ${nodeLink(site, path, to)}</li>`
          : markup`<li><span class="kind">${REVERSE[relation]}</span> ${nodeLink(site, path, from)}</li>`,
      )}
    </ul>`;
}

/** A node by its label, and of a record as a link to its page. */
function nodeLink({ recordOf }: SiteView, path: string, { id, label }: GraphNode): Markup {
  const record = recordOf.get(id);
  if (record === undefined) return markup`${label}`;
  return markup`<a href="${linkFrom(path, recordPage(record.index))}">${label}</a> `;
}

/** What took its place, where a reader sees it first. */
export function successors(site: SiteView, path: string, record: MemoryRecord): Markup | undefined {
  const by = site.successorsOf(record);
  if (by.length === 0) return undefined;
  return markup`<p class="superseded">In its place: ${by.map(
    ({ index, ...each }) =>
      markup`<a href="${linkFrom(path, recordPage(index))}">${shortName(each)} ${each.title}</a> `,
  )}</p>`;
}
