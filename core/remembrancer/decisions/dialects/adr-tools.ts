import { preamble } from '../text/source-document.ts';
import type { Dialect } from './dialect.ts';
import { nygard } from './nygard.ts';

/** adr-tools: Nygard's form with a number in the title and a line `Date:`; relations stand below `Status`. */
export const adrTools: Dialect = {
  name: 'adr-tools',
  recognise: (document, frontMatter) =>
    nygard.recognise(document, frontMatter) &&
    preamble(document).some(({ heading }) => heading && /^\d+\.\s/.test(heading.text)) &&
    preamble(document).some(({ text }) => /^Date:/i.test(text)),
  read: nygard.read,
};
