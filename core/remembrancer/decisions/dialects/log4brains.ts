import type { Dialect } from './dialect.ts';
import { madr2 } from './madr-2.ts';

/** log4brains: the list of MADR 2 in a file that is named by its day: `20200924-use-markdown.md`. */
export const log4brains: Dialect = {
  name: 'log4brains',
  recognise: (document) => /(?:^|\/)\d{8}-[^/]*$/.test(document.path),
  read: madr2.read,
};
