import { createHash } from 'node:crypto';

import { compareTexts } from '../../../../../../common/compare-texts.ts';
import { memberOf, tableOf } from '../../../../manifests/values.ts';
import { MOST_DEPTH } from '../most-depth.ts';

/** What Composer\Package\Locker::getContentHash takes of a composer.json. */
const RELEVANT = [
  'name',
  'version',
  'require',
  'require-dev',
  'conflict',
  'replace',
  'provide',
  'minimum-stability',
  'prefer-stable',
  'repositories',
  'extra',
];

/**
 * The `content-hash` of a composer.json: the MD5, in hex, of what matters of it as PHP writes JSON. `undefined` when it has
 * a number with a fraction, a key that PHP takes for a number, or more than 200 values one inside the other.
 */
export function composerHash(manifest: unknown): string | undefined {
  const platform = memberOf(manifest, 'config', 'platform');
  const relevant: [string, unknown][] = Object.entries(tableOf(manifest)).filter(([key]) =>
    RELEVANT.includes(key),
  );
  if (platform !== undefined && platform !== null) relevant.push(['config', { platform }]);
  const members = relevant
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([key, value]) => [key, phpJson(value)] as const);
  if (members.some(([, json]) => json === undefined)) return undefined;
  const text = members.map(([key, json]) => `${phpText(key)}:${json ?? ''}`).join(',');
  return createHash('md5').update(`{${text}}`).digest('hex');
}

/** `json_encode` of what `json_decode` with arrays for objects makes; `undefined` too for what is nested too deeply. */
function phpJson(value: unknown, depth = 0): string | undefined {
  if (depth > MOST_DEPTH) return undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return phpText(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value !== 'object') return undefined;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  if (keys.some((key) => /^-?\d+$/u.test(key))) return undefined;
  const items = Object.values(value).map((item) => phpJson(item, depth + 1));
  if (items.includes(undefined)) return undefined;
  // An empty object is an empty array to PHP.
  if (keys.length === 0) return `[${items.join(',')}]`;
  return `{${items.map((item, n) => `${phpText(keys[n] ?? '')}:${item ?? ''}`).join(',')}}`;
}

const phpText = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
