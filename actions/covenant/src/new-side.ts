/** Lines that stand together on the new side of a diff: what is unchanged around a change, and what is new. */
export interface NewLines {
  /** The number of the first, from 1. */
  readonly first: number;
  /** Without what ends them. */
  readonly lines: readonly string[];
}

const HEADER = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/u;

/**
 * The new side of the hunks of a patch, as GitHub gives it for a file: only on these lines it takes comments. A hunk ends
 * with the first row that is none of a diff.
 */
export function newSide(patch: string): NewLines[] {
  const hunks: { first: number; lines: string[] }[] = [];
  let lines: string[] | undefined;
  for (const row of patch.split('\n')) {
    const first = HEADER.exec(row)?.[1];
    if (first !== undefined) {
      lines = [];
      hunks.push({ first: Number(first), lines });
    } else if (row.startsWith(' ') || row.startsWith('+')) {
      lines?.push(row.slice(1).replace(/\r$/u, ''));
    } else if (!row.startsWith('-') && !row.startsWith('\\')) lines = undefined;
  }
  return hunks;
}

/** Whether one of the hunks has exactly `lines` from the line `from` on. */
export const hasLines = (hunks: readonly NewLines[], from: number, lines: readonly string[]): boolean =>
  hunks.some(
    ({ first, lines: own }) => from >= first && lines.every((line, n) => own[from - first + n] === line),
  );
