import { preamble } from '../text/source-document.ts';
import type { Dialect } from './dialect.ts';
import { linksSection } from './links-section.ts';
import { tableRows } from './table-rows.ts';

/** What is said of the decision stands in a table below the title: `| Status | Accepted |`. */
export const table: Dialect = {
  name: 'table',
  recognise: (document) => tableRows(preamble(document)).some(({ field }) => field === 'status'),
  read: (document) => [...tableRows(preamble(document)), ...linksSection(document)],
};
