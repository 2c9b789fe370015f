/** The lines of the one text that are not in the other as often; blanks at their ends do not count, nor do empty lines. */
export function lostLines(before: string, after: string): string[] {
  const left = linesOf(after);
  return linesOf(before).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && line !== '';
  });
}

const linesOf = (text: string): string[] =>
  text
    .replace('\ufeff', '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim());
