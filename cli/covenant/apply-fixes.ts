import { readFile } from 'node:fs/promises';

import { counted } from '../../core/common/counted.ts';
import { printable } from '../../core/common/printable.ts';
import { sha256Hex } from '../../core/common/sha256.ts';
import { applyEdits, type CovenantResult, fixesByPath } from '../../core/remembrancer/covenant/index.ts';
import { replaceFile } from '../adr/replace-file.ts';
import { resolveInside } from '../adr/resolve-inside.ts';
import type { Terminal } from '../terminal.ts';

/** What stands in a path for a byte that is no text. */
const BYTE = /\\x[0-9a-f]{2}/;

/**
 * Makes the fixes of a check on disk, file by file, and says which; nothing outside `root` is touched. A file that is not
 * what was looked at any more, or that has no name in UTF-8, is left alone, and said.
 */
export async function applyFixes(
  terminal: Terminal,
  root: string,
  result: CovenantResult,
): Promise<string[]> {
  const fixed: string[] = [];
  const left: string[] = [];
  for (const { path, sha256, findings, edits } of fixesByPath(result)) {
    const file = await fileAt(root, path);
    if (file === undefined || sha256Hex(file.bytes) !== sha256) {
      const why = BYTE.test(path)
        ? 'its name has bytes that --fix cannot write; change it by hand.'
        : 'it was changed or removed while it was looked at; run --fix again.';
      left.push(`${terminal.paint('yellow', 'left')} ${printable(path)}: ${why}`);
      continue;
    }
    await replaceFile(file.place, path, applyEdits(file.bytes.toString(), edits));
    const what = findings.map(({ rule, fix }) => `${fix?.description ?? ''} [${rule}]`).join(', ');
    fixed.push(`${terminal.paint('green', 'fixed')} ${printable(path)}: ${printable(what)}`);
  }
  const lines = [...fixed, ...left];
  if (fixed.length > 0)
    lines.push(`${counted(fixed.length, 'file')} changed; look at them before you commit.`);
  return lines.length > 0 ? [...lines, ''] : [];
}

/** A file that was read a moment ago; `undefined` where it cannot be any more. */
async function fileAt(root: string, path: string): Promise<{ place: string; bytes: Buffer } | undefined> {
  try {
    const place = await resolveInside(root, path);
    return { place, bytes: await readFile(place) };
  } catch {
    return undefined;
  }
}
