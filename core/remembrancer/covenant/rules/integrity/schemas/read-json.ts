import { jsonFault } from '../../../json/json-fault.ts';

/** Levels of a JSON file that are looked into, and values in it. */
const MOST_LEVELS = 200;
const MOST_VALUES = 300_000;

/** A JSON file, or why it is none (`invalid`), or why it is not looked into (`beyond`). */
export type JsonReading =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly why: string; readonly at: number }
  | { readonly kind: 'beyond'; readonly why: string };

/** Reads JSON within fixed bounds. A byte order mark is no part of `text`. */
export function readJson(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text);
    const why = beyondBounds(value);
    return why === undefined ? { kind: 'json', value } : { kind: 'beyond', why };
  } catch (error) {
    return { kind: 'invalid', ...jsonFault(text, error) };
  }
}

function beyondBounds(root: unknown): string | undefined {
  let level: unknown[] = [root];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return `it has more than ${MOST_LEVELS} levels`;
    values += level.length;
    if (values > MOST_VALUES) return `it has more than ${MOST_VALUES} values`;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}
