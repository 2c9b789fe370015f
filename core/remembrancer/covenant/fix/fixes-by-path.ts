import type { CovenantResult, Finding } from '../covenant-result.ts';
import type { Edit } from '../found.ts';

/** What is to be changed in one file. */
export interface FileFixes {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Each fix is whole in it or not at all. */
  readonly edits: readonly Edit[];
}

/** The fixes of what was found, by file. Of two fixes that touch each other the first is taken. */
export function fixesByPath({ findings }: Pick<CovenantResult, 'findings'>): FileFixes[] {
  const files = new Map<string, { findings: Finding[]; edits: Edit[] }>();
  for (const finding of findings) {
    if (finding.fix === undefined || finding.path === undefined) continue;
    const file = files.get(finding.path) ?? { findings: [], edits: [] };
    files.set(finding.path, file);
    if (finding.fix.edits.some((edit) => file.edits.some((taken) => touches(edit, taken)))) continue;
    file.findings.push(finding);
    file.edits.push(...finding.fix.edits);
  }
  return Array.from(files, ([path, file]) => ({ path, ...file }));
}

const touches = (a: Edit, b: Edit): boolean => a.start <= b.end && b.start <= a.end;
