import type { Range } from '../../found.ts';

/**
 * Finds parts of a literal block (`|`) of YAML in the file: `value` is what the block says, `block` where it stands. The
 * lines are gone through once, however many parts are asked for. Where they are not those of the file it is the whole block.
 */
export function blockPlaces(value: string, block: Range, text: string): (part: Range) => Range {
  let lines: readonly BlockLine[] | undefined;
  return (part) => {
    lines ??= linesOf(value, block, text);
    const start = placeIn(lines, part.start);
    const end = placeIn(lines, part.end);
    return start === undefined || end === undefined || end < start ? block : { start, end };
  };
}

/** Where a line begins in the value, and where in the file. */
interface BlockLine {
  readonly inValue: number;
  readonly inFile: number | undefined;
}

function linesOf(value: string, block: Range, text: string): readonly BlockLine[] {
  let at = text.indexOf('\n', block.start) + 1;
  let inValue = 0;
  return value.split('\n').map((content): BlockLine => {
    const next = at === 0 ? -1 : text.indexOf('\n', at);
    const raw = text.slice(at, next === -1 ? undefined : next).replace(/\r$/, '');
    const isThere = at > 0 && raw.endsWith(content);
    const line = { inValue, inFile: isThere ? at + raw.length - content.length : undefined };
    inValue += content.length + 1;
    at = next + 1;
    return line;
  });
}

function placeIn(lines: readonly BlockLine[], place: number): number | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.inValue ?? Infinity) <= place) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  return line?.inFile === undefined ? undefined : line.inFile + place - line.inValue;
}
