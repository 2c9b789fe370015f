import type { Range } from '../../../found.ts';

/**
 * Where in a text, which is JSON, the value is that `names` lead to from the root: names of members, and numbers in arrays.
 * Where a member stands twice it is the last, as `JSON.parse` reads it. `undefined` when there is none.
 */
export function jsonPlace(text: string, names: readonly string[]): Range | undefined {
  let at = skipBlanks(text, 0);
  for (const name of names) {
    const next =
      text[at] === '{'
        ? memberAt(text, at, name)
        : text[at] === '['
          ? itemAt(text, at, Number(name))
          : undefined;
    if (next === undefined) return undefined;
    at = next;
  }
  return { start: at, end: endOfValue(text, at) };
}

function memberAt(text: string, object: number, name: string): number | undefined {
  let found: number | undefined;
  let at = skipBlanks(text, object + 1);
  while (text[at] === '"') {
    const end = endOfString(text, at);
    const value = skipBlanks(text, skipBlanks(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === name) found = value;
    at = afterComma(text, value);
  }
  return found;
}

function itemAt(text: string, array: number, index: number): number | undefined {
  let at = skipBlanks(text, array + 1);
  for (let n = 0; at < text.length && text[at] !== ']'; n++) {
    if (n === index) return at;
    at = afterComma(text, at);
  }
  return undefined;
}

/** The beginning of what follows the value at `at`, which is the end of its object or array when nothing does. */
function afterComma(text: string, at: number): number {
  const end = skipBlanks(text, endOfValue(text, at));
  return text[end] === ',' ? skipBlanks(text, end + 1) : end;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const character = text.charAt(at);
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (depth === 0 && /[\s,\]}]/.test(character)) return at;
    at++;
    if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return at;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}
