import { readFile } from 'node:fs/promises';

import { counted } from '../../core/common/counted.ts';
import { printable } from '../../core/common/printable.ts';
import { applyEdits, type CovenantResult, fixesByPath } from '../../core/remembrancer/covenant/index.ts';
import { replaceFile } from '../adr/replace-file.ts';
import { resolveInside } from '../adr/resolve-inside.ts';
import type { Terminal } from '../terminal.ts';

/** Makes the fixes of a check on disk, file by file, and says which; nothing outside `root` is touched. */
export async function applyFixes(
  terminal: Terminal,
  root: string,
  result: CovenantResult,
): Promise<string[]> {
  const lines: string[] = [];
  for (const { path, findings, edits } of fixesByPath(result)) {
    const place = await resolveInside(root, path);
    await replaceFile(place, path, applyEdits(await readFile(place, 'utf8'), edits));
    const what = findings.map(({ rule, fix }) => `${fix?.description ?? ''} [${rule}]`).join(', ');
    lines.push(`${terminal.paint('green', 'fixed')} ${printable(path)}: ${printable(what)}`);
  }
  if (lines.length > 0)
    lines.push(`${counted(lines.length, 'file')} changed; look at them before you commit.`, '');
  return lines;
}
