import type { Range } from '../found.ts';
import type { YamlScalar } from './yaml-node.ts';

/**
 * Where in the file a part of a scalar's value is: exactly for a verbatim one, and for a literal block (`|`), whose lines
 * stand in the file behind their indentation. For any other scalar it is the whole of it.
 */
export function rangeWithin(scalar: YamlScalar, part: Range, text: string): Range {
  const { range, value } = scalar;
  if (scalar.verbatim) {
    const from = range.start + (range.end - range.start - value.length) / 2;
    return { start: from + part.start, end: from + part.end };
  }
  if (text[range.start] !== '|') return range;
  const start = offsetInBlock(scalar, part.start, text);
  const end = offsetInBlock(scalar, part.end, text);
  return start === undefined || end === undefined || end < start ? range : { start, end };
}

/** The place in the file of a place in a literal block; `undefined` where its lines are not those of the file. */
function offsetInBlock({ range, value }: YamlScalar, place: number, text: string): number | undefined {
  let line = text.indexOf('\n', range.start) + 1;
  let from = 0;
  for (let to = value.indexOf('\n'); to !== -1 && to < place; to = value.indexOf('\n', from)) {
    const next = text.indexOf('\n', line);
    if (next === -1) return undefined;
    line = next + 1;
    from = to + 1;
  }
  const lineEnd = value.indexOf('\n', from);
  const content = value.slice(from, lineEnd === -1 ? undefined : lineEnd);
  const nextLine = text.indexOf('\n', line);
  const raw = text.slice(line, nextLine === -1 ? undefined : nextLine).replace(/\r$/, '');
  return raw.endsWith(content) ? line + raw.length - content.length + (place - from) : undefined;
}
