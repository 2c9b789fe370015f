import { compareTexts } from '../../../../../../common/compare-texts.ts';
import { MOST_DEPTH } from '../most-depth.ts';

/** What a TOML file has, and `null`. */
export type PythonValue = unknown;

/** `value` as `json.dumps(value, sort_keys=True)` of Python writes it; `undefined` for dates, for what is no integer, and for what is nested too deeply. */
export function pythonJson(value: PythonValue, depth = 0): string | undefined {
  if (depth > MOST_DEPTH) return undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return asciiText(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => pythonJson(item, depth + 1));
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (typeof value !== 'object' || value instanceof Date) return undefined;
  const members = Object.entries(value)
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([key, member]) => {
      const json = pythonJson(member, depth + 1);
      return json === undefined ? undefined : `${asciiText(key)}: ${json}`;
    });
  return members.includes(undefined) ? undefined : `{${members.join(', ')}}`;
}

const asciiText = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
