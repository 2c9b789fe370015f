import { type MemoryRecord, shortName, timeline } from '../../memory/index.ts';
import { type Markup, markup } from '../markup.ts';
import { linkFrom, PAGE_ROWS, recordPage, timelinePage } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { page, type SiteFile } from './page.ts';
import { inPages, pager } from './pager.ts';
import { ofWhat, statusLabel } from './record-rows.ts';

/** All records by their days, the newest day first. */
export function timelinePages(site: SiteView): SiteFile[] {
  const pages = inPages(timeline(site.memory.records), PAGE_ROWS);
  return pages.map((records, i) => {
    const path = timelinePage(i + 1);
    const more = pager(i + 1, pages.length, timelinePage);
    const days = [...Map.groupBy(records.toReversed(), ({ time }) => time.slice(0, 10))];
    return page(site, {
      path,
      title: 'Timeline',
      main: markup`<h1>Timeline</h1>
        <p class="lead">
          By the times that the records state, in UTC. The order of the log is that of the entries.
        </p>
        ${records.length === 0 ? markup`<p class="empty">Nothing was recorded yet.</p>` : undefined}${more}
        <ol class="timeline">
          ${days.map(
            ([day, of]) =>
              markup` <li>
                <h2><time datetime="${day}">${day}</time></h2>
                <ul>
                  ${of.map(
                    (record) =>
                      markup` <li>
                        <time datetime="${record.time}">${record.time.slice(11, 16)}</time>
                        <span class="kind">${shortName(record)}</span>
                        <a href="${linkFrom(path, recordPage(record.index))}">${record.title}</a>
                        ${about(record)} ${statusLabel(record.status)}
                      </li>`,
                  )}
                </ul>
              </li>`,
          )}
        </ol>
        ${more}`,
    });
  });
}

function about(record: MemoryRecord): Markup | undefined {
  const of = ofWhat(record);
  return of === undefined ? undefined : markup`<span class="of">${of}</span>`;
}
