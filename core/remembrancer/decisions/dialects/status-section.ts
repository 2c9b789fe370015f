import { linesOfSection, type SourceDocument } from '../text/source-document.ts';
import type { Claim } from './claim.ts';
import { relationLines } from './relation-lines.ts';

/** The status and the relations in a section `Status`, as Nygard wrote it and adr-tools keeps it. */
export function statusSection(document: SourceDocument): Claim[] {
  const [heading, ...below] = linesOfSection(document, /^\W*status\W*$/i);
  const said = below.filter(({ text, isLiteral }) => !isLiteral && text.trim() !== '');
  if (!heading || said.length === 0) return [];
  return [
    {
      field: 'status',
      value: said.map(({ text }) => text.trim()).join('\n'),
      line: said[0]?.number ?? heading.number,
      lines: [heading, ...below].map(({ number }) => number),
    },
    ...relationLines(below),
  ];
}
