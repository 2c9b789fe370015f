import { printable } from '../../../common/printable.ts';

/** How much of a line fits into a node, counted in letters of the Latin alphabet. */
const LINE_WIDTH = 24;
const MAX_LINES = 2;

/** `text` in up to two lines for a node of a diagram, cut with an ellipsis where it is longer. */
export function textLines(text: string): string[] {
  const lines: string[] = [''];
  let room = LINE_WIDTH;
  for (const word of wordsOf(printable(text))) {
    const width = widthOf(word);
    if (width > room && lines.length === MAX_LINES) {
      lines.push(`${(lines.pop() ?? '').trimEnd()}…`);
      break;
    }
    if (width > room && lines.at(-1) !== '') {
      lines.push('');
      room = LINE_WIDTH;
    }
    lines.push((lines.pop() ?? '') + word);
    room -= width;
  }
  return lines.map((line) => line.trimEnd());
}

/** Words with the blank behind each, and what is longer than half a line in pieces. */
const wordsOf = (text: string): string[] =>
  Array.from(text.matchAll(new RegExp(`\\S{1,${LINE_WIDTH / 2}}\\s?`, 'gu')), ([word]) => word);

/** A character of East Asia is as wide as two others. */
const widthOf = (word: string): number =>
  Array.from(word.trimEnd()).reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u.test(char) ? 2 : 1),
    0,
  ) + (word.endsWith(' ') ? 1 : 0);
