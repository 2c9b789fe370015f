/**
 * `lines` as one text of at most `most` bytes of UTF-8: whole lines from the beginning and, where some are left out, what
 * `cut` makes of the number of those that are kept; that is longest for none.
 */
export function upTo(most: number, lines: readonly string[], cut: (kept: number) => string): string {
  const end = (kept: number): string => `\n${cut(kept)}\n`;
  const room = most - Buffer.byteLength(end(0));
  const kept: string[] = [];
  let fitting = 0;
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > most) return `${kept.slice(0, fitting).join('')}${end(fitting)}`;
    kept.push(`${line}\n`);
    if (bytes <= room) fitting = kept.length;
  }
  return kept.join('');
}
