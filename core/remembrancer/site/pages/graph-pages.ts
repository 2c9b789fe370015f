import { groupForDiagrams } from '../../memory/diagrams.ts';
import type { GraphNode } from '../../memory/index.ts';
import { graphSvg } from '../graph/graph-svg.ts';
import { markup, type Markup } from '../markup.ts';
import { graphPage, linkFrom, recordPage } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { page, type SiteFile } from './page.ts';
import { pager } from './pager.ts';

/** How decisions stand to each other, to components, paths, releases and deployments: up to 60 nodes a page, the newest relations first. */
export function graphPages(site: SiteView): SiteFile[] {
  const groups = groupForDiagrams(site.decisionEdges.toReversed(), ({ from, to }) => [from.id, to.id]);
  return groups.map((newestFirst, i) => {
    const path = graphPage(i + 1);
    const hrefOf = ({ id }: GraphNode): string | undefined => {
      const record = site.recordOf.get(id);
      return record && linkFrom(path, recordPage(record.index));
    };
    const named = (node: GraphNode): Markup => {
      const href = hrefOf(node);
      return href === undefined ? markup`${node.label}` : markup`<a href="${href}">${node.label}</a>`;
    };
    const edges = newestFirst.toReversed();
    const more = pager(groups.length - i, groups.length, (number) => graphPage(groups.length + 1 - number));
    return page(site, {
      path,
      title: 'Graph',
      main: markup`<h1>Graph</h1>
        <p class="lead">
          The relations that decisions have: what each decides, affects and supersedes. How components are
          released and deployed is not drawn here; the page of a record has all relations of it.
        </p>
        ${more}
        <div class="diagram" tabindex="0" role="region" aria-label="Diagram">
          ${graphSvg(edges, 'Relations of decisions', hrefOf)}
        </div>
        <h2>The same in words</h2>
        <table class="edges">
          <caption class="unseen">
            Relations
          </caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Relation</th>
              <th scope="col">To</th>
            </tr>
          </thead>
          <tbody>
            ${edges.map(
              ({ from, relation, to }) =>
                markup` <tr>
                  <td>${named(from)}</td>
                  <td>${relation}</td>
                  <td>${named(to)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${more}`,
    });
  });
}
