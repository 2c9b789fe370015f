import { preamble } from '../text/source-document.ts';
import type { Dialect } from './dialect.ts';
import { labelledLines } from './labelled-lines.ts';
import { linksSection } from './links-section.ts';

/** MADR 2: a list below the title (`* Status: accepted`), and relations below `Links`. */
export const madr2: Dialect = {
  name: 'madr-2',
  recognise: (document) =>
    preamble(document).some(
      ({ text, isLiteral }) => !isLiteral && /^\s{0,3}[-*+]\s\W*(?:status|deciders|date)\W/i.test(text),
    ),
  read: (document) => [...labelledLines(preamble(document)), ...linksSection(document)],
};
