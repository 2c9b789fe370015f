import type { CovenantResult, Finding } from '../covenant-result.ts';
import type { Edit } from '../found.ts';

/** What is to be changed in one file. */
export interface FileFixes {
  readonly path: string;
  /** SHA-256 in hex of the file that the edits are of. */
  readonly sha256: string;
  readonly findings: readonly Finding[];
  /** Each fix is whole in it or not at all. */
  readonly edits: readonly Edit[];
}

/**
 * The fixes of what was found, by file. Of two fixes that touch each other the first is taken, and so it is of two that are
 * of different contents of the file.
 */
export function fixesByPath({ findings }: Pick<CovenantResult, 'findings'>): FileFixes[] {
  const files = new Map<string, { sha256: string; findings: Finding[]; edits: Edit[] }>();
  for (const finding of findings) {
    const { path, fix } = finding;
    if (fix === undefined || path === undefined) continue;
    const file = files.get(path) ?? { sha256: fix.sha256, findings: [], edits: [] };
    files.set(path, file);
    if (fix.sha256 !== file.sha256) continue;
    if (fix.edits.some((edit) => file.edits.some((taken) => touches(edit, taken)))) continue;
    file.findings.push(finding);
    file.edits.push(...fix.edits);
  }
  return Array.from(files, ([path, file]) => ({ path, ...file }));
}

const touches = (a: Edit, b: Edit): boolean => a.start <= b.end && b.start <= a.end;
