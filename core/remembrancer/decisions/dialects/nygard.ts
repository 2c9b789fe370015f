import { linesOfSection, preamble, type SourceDocument } from '../text/source-document.ts';
import { parseDate } from '../text/parse-date.ts';
import type { Claim } from './claim.ts';
import type { Dialect } from './dialect.ts';
import { labelledLines } from './labelled-lines.ts';
import { linksSection } from './links-section.ts';
import { statusSection } from './status-section.ts';

/** Michael Nygard's form: sections `Status`, `Context`, `Decision`, `Consequences`. */
export const nygard: Dialect = {
  name: 'nygard',
  recognise: ({ body }) =>
    body.some(({ heading }) => heading && /^\W*(?:status|context|decision)\W*$/i.test(heading.text)),
  read: (document) => [
    ...labelledLines(preamble(document)),
    ...statusSection(document),
    ...firstChange(document),
    ...linksSection(document),
  ],
};

/** The day of the first entry below `Changelog`, where a project keeps one in each record. */
function firstChange(document: SourceDocument): Claim[] {
  const entries = linesOfSection(document, /^changelog$/i).slice(1);
  const days = entries.flatMap(({ text, number }): Claim[] => {
    const value = parseDate(text);
    return value === undefined ? [] : [{ field: 'date', value, line: number, lines: [] }];
  });
  return days.slice(0, 1);
}
