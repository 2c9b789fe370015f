import { printable } from '../../../common/printable.ts';

/** How much of a line fits into a node, counted in letters of the Latin alphabet. */
const LINE_WIDTH = 24;
const MAX_LINES = 2;

/** A character of East Asia: as wide as two others, and a line may break behind each. */
const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u;

/** What no line breaks within: a word with the blank behind it, a part of it with its hyphen, or a wide character. */
const PIECES = new RegExp(
  `(?:${WIDE.source}) ?|(?:(?!${WIDE.source})[^ -])*-+ ?|(?:(?!${WIDE.source})[^ -])+ ?`,
  'gu',
);

/** `text` in up to two lines for a node of a diagram, cut with an ellipsis where it, or a word of it, is longer. */
export function textLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of printable(text).trim().matchAll(PIECES)) {
    if (widthOf(line + piece.trimEnd()) > LINE_WIDTH) {
      const isLast = lines.length === MAX_LINES - 1;
      if (isLast || widthOf(piece.trimEnd()) > LINE_WIDTH)
        return [...lines, ...cutLines(line, piece, isLast)];
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** The end of a text that does not fit: a piece that fits into no line is cut, on a line of its own where there is one. */
function cutLines(line: string, piece: string, isLast: boolean): string[] {
  if (line === '') return [cut(piece)];
  return isLast ? [cut(line)] : [line.trimEnd(), cut(piece)];
}

/** As much of `text` as fits before an ellipsis. */
function cut(text: string): string {
  let kept = '';
  for (const char of text) {
    if (widthOf(kept + char) >= LINE_WIDTH) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}

const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, char) => sum + (WIDE.test(char) ? 2 : 1), 0);
