/** Where a comment of a review stands, from `startLine` (or `line`) to `line` of one side of a diff. */
export interface DiffPlace {
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly startLine: number | undefined;
}

/** The hunk of `patch` that has the whole place, as far as its last line; `undefined` when none has. */
export function hunkAround(patch: string, { side, line, startLine = line }: DiffPlace): string | undefined {
  for (const hunk of patch.split(/^(?=@@ )/mu)) {
    const [header = '', ...rows] = hunk.split('\n');
    const [, left, right] = /^@@ -(\d+)\S* \+(\d+)/u.exec(header) ?? [];
    const first = Number(side === 'LEFT' ? left : right);
    const others = side === 'LEFT' ? /^[+\\]/u : /^[-\\]/u;
    let at = first - 1;
    for (const [row, text] of rows.entries()) {
      if (text === '' || others.test(text)) continue;
      at += 1;
      if (at === line && startLine >= first) return [header, ...rows.slice(0, row + 1)].join('\n');
    }
  }
  return undefined;
}
