import type { Decision } from '../decision.ts';
import type { Claim } from '../dialects/claim.ts';
import type { ReadDecision } from '../read-decision.ts';
import { type BodyLine, splitSections } from '../text/source-document.ts';
import { headingLine } from '../write-decision.ts';
import { asImported } from './as-imported.ts';
import { withMadrHeadings } from './with-madr-headings.ts';

/** A decision of another dialect as one of MADR 4. */
export interface ImportedDecision {
  readonly decision: Decision;
  /** The lines of the file that have another form now, or that MADR 4 has no place for: below `As imported`. */
  readonly kept: readonly string[];
}

/**
 * A decision of any dialect as one of MADR 4, called `id` if it has no ULID yet. No text is lost: the lines that the
 * front matter replaces, and each heading that is written in another way, stand as they were below `As imported`, at the
 * end. What could not be read stays where it is.
 */
export function importDecision(read: ReadDecision, id: string): ImportedDecision {
  const { document, claims } = read;
  const decision = { ...read.decision, id: read.decision.id ?? id };
  const moved = new Set(claims.filter((claim) => isUnderstood(claim, read)).flatMap(({ lines }) => lines));
  const sections = withMadrHeadings(
    decision.title,
    splitSections(document.body.filter(({ number }) => !moved.has(number))),
  );
  const written = new Map(sections.map(({ line, level, heading }) => [line, headingLine(level, heading)]));
  const isReplaced = ({ number, text, heading, isUnderline }: BodyLine): boolean =>
    moved.has(number) ||
    isUnderline === true ||
    (heading !== undefined && written.get(number) !== text.trim());
  const kept = [
    ...(document.frontMatter ? ['---', ...document.frontMatter, '---'] : []),
    ...document.body.filter((line) => line.text.trim() !== '' && isReplaced(line)).map(({ text }) => text),
  ];
  return { decision: { ...decision, sections: [...sections, ...asImported(kept)] }, kept };
}

/** Whether what a claim says is in the decision now. */
function isUnderstood({ field }: Claim, { decision, findings }: ReadDecision): boolean {
  if (field === 'date') return decision.date !== undefined;
  return (
    field !== 'status' || !findings.some(({ rule, severity }) => rule === 'status' && severity === 'error')
  );
}
