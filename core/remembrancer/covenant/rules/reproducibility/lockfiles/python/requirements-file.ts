import type { Range } from '../../../../found.ts';
import { textLines } from '../../../../text/text-lines.ts';

/** What a requirements.txt asks for. */
export interface RequirementsFile {
  readonly count: number;
  /** The first that has no exact version, or no digest. */
  readonly open?: { readonly text: string; readonly range: Range };
}

/** Reads the requirements of a file of pip; a folder of one's own (`-e .`, `./package`) and other options count for nothing. */
export function requirementsFile(text: string): RequirementsFile {
  let count = 0;
  let open: RequirementsFile['open'];
  for (const { line, range } of logicalLines(text)) {
    const requirement = line.replace(/(?:^|\s)#[^]*/u, '').trim();
    if (requirement === '' || /^[-./]/u.test(requirement)) continue;
    count += 1;
    if (!isExact(requirement)) open ??= { text: requirement.split(/\s/u, 1)[0] ?? '', range };
  }
  return { count, ...(open && { open }) };
}

const isExact = (requirement: string): boolean =>
  /\s--hash[= ]/u.test(requirement) &&
  (/(?<!=)={2,3}(?!=)\s*[^\s*;=]+[\s;]/u.test(requirement) || /\s@\s/u.test(requirement));

/** Lines, of which a backslash at the end takes the next one too. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly range: Range }> {
  let parts: string[] = [];
  let first: Range | undefined;
  for (const { line, at } of textLines(text)) {
    first ??= { start: at, end: at + line.length };
    const goesOn = line.endsWith('\\');
    parts.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn) continue;
    yield { line: parts.join(''), range: first };
    parts = [];
    first = undefined;
  }
  if (first !== undefined) yield { line: parts.join(''), range: first };
}
