import type { MemoryRecord } from '../../memory/index.ts';
import { markup } from '../markup.ts';
import { jsonBlock } from '../json-block.ts';
import { PATHS } from '../site-paths.ts';
import type { SiteView } from '../site-view.ts';
import { kindName, page, type SiteFile } from './page.ts';

/** What the page of the search carries: all that `askable` of core/remembrancer/memory needs. */
export interface SearchData {
  readonly origin: string;
  readonly size: number;
  readonly records: readonly MemoryRecord[];
  readonly texts: readonly (readonly [sha256: string, text: string])[];
}

/** The search of the command `query`, in the page: it carries the records, and makes its index when it is opened. */
export function searchPage(site: SiteView): SiteFile {
  const { memory, texts, kinds } = site;
  const { checkpoint, size, records } = memory;
  const data: SearchData = { origin: checkpoint.origin, size, records, texts: [...texts] };
  return page(site, {
    path: PATHS.search,
    title: 'Search',
    script: PATHS.searchScript,
    main: markup`<h1>Search</h1>
      <noscript><p class="note">The search is done by JavaScript, which is switched off here.</p></noscript>
      <form id="search" role="search">
        <label for="question">What would you know?</label>
        <input
          id="question"
          type="search"
          autocomplete="off"
          placeholder="why did we choose …"
          aria-describedby="search-help"
        />
        <label for="kind">Kind</label>
        <select id="kind">
          <option value="">all</option>
          ${[...kinds.keys()].map((kind) => markup`<option value="${kind}">${kindName(kind)}</option>`)}
        </select>
        <button type="submit">Search</button>
      </form>
      <p id="search-help" class="note">
        In words, or by a number, a version, an operation or a digest. Nothing that you type leaves this page.
      </p>
      <p id="found" role="status"></p>
      <ol id="results" class="results"></ol>
      ${jsonBlock('documents', data)}`,
  });
}
