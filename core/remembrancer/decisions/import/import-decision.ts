import type { Decision } from '../decision.ts';
import type { Claim } from '../dialects/claim.ts';
import type { ReadDecision } from '../read-decision.ts';
import { splitSections } from '../text/source-document.ts';
import { asImported } from './as-imported.ts';
import { madrHeadings } from './madr-headings.ts';

/**
 * A decision of any dialect as one of MADR 4, called `id` if it has no ULID yet. No text is lost: the lines that the
 * front matter replaces, and each heading that gets its name of MADR 4, stand as they were below `As imported`, at the
 * end. What could not be read stays where it is.
 */
export function importDecision(read: ReadDecision, id: string): Decision {
  const { document, claims } = read;
  const decision = { ...read.decision, id: read.decision.id ?? id };
  if (read.dialect === 'madr-4' && read.findings.length === 0) return decision;

  const moved = new Set(claims.filter((claim) => isUnderstood(claim, read)).flatMap(({ lines }) => lines));
  const before = splitSections(document.body.filter(({ number }) => !moved.has(number)));
  const after = madrHeadings(decision.title, before);
  const kept = new Map(after.map(({ line, heading }) => [line, heading]));
  const renamed = new Set(
    before
      .filter(({ line, heading, level }) => level > 0 && kept.get(line) !== heading)
      .map(({ line }) => line),
  );
  const replaced = document.body
    .filter(({ number, text }) => text.trim() !== '' && (moved.has(number) || renamed.has(number)))
    .map(({ text }) => text);
  const frontMatter = document.frontMatter ? ['---', ...document.frontMatter, '---'] : [];
  return { ...decision, sections: [...after, ...asImported([...frontMatter, ...replaced])] };
}

/** Whether what a claim says is in the decision now. */
function isUnderstood({ field }: Claim, { decision, findings }: ReadDecision): boolean {
  if (field === 'date') return decision.date !== undefined;
  return (
    field !== 'status' || !findings.some(({ rule, severity }) => rule === 'status' && severity === 'error')
  );
}
