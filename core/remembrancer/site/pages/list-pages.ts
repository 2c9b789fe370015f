import { counted } from '../../../common/counted.ts';
import type { MemoryRecord } from '../../memory/index.ts';
import { markup } from '../markup.ts';
import { listPage, PAGE_ROWS } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { kindName, page, type SiteFile } from './page.ts';
import { inPages, pager } from './pager.ts';
import { recordTable } from './record-rows.ts';

/** The records of one kind, the newest first. */
export const listPages = (site: SiteView, kind: string, records: readonly MemoryRecord[]): SiteFile[] => {
  const pages = inPages(records, PAGE_ROWS);
  return pages.map((rows, i) => {
    const path = listPage(kind, i + 1);
    const more = pager(i + 1, pages.length, (number) => listPage(kind, number));
    const title = kindName(kind);
    return page(site, {
      path,
      title,
      main: markup`<h1>${title}</h1>
        <p class="lead">${counted(records.length, 'record')}, the newest first.</p>
        ${more}${recordTable(path, rows.toReversed(), title)}${more}`,
    });
  });
};
