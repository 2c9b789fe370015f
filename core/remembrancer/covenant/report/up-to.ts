/** `lines` as one text of at most `most` bytes of UTF-8: whole lines from the beginning and, where some are left out, `cut`. */
export function upTo(most: number, lines: readonly string[], cut: string): string {
  const end = `\n${cut}\n`;
  const room = most - Buffer.byteLength(end);
  const kept: string[] = [];
  let fitting = 0;
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > most) return `${kept.slice(0, fitting).join('')}${end}`;
    kept.push(`${line}\n`);
    if (bytes <= room) fitting = kept.length;
  }
  return kept.join('');
}
