import { expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { expectEachFound } from '../expect-found.ts';
import { SAMPLES } from '../samples.ts';

const rules = readdirSync(
  new URL('../../../../../core/remembrancer/decisions/lint/rules', import.meta.url),
).map((name) => name.replace('.ts', ''));

it('finds each irregularity in each dialect', () => {
  const files = Object.values(SAMPLES).map(([path, text]) => ({ path, text }));
  const found = expectEachFound(files);
  expect(found.get('removed')).toBe(files.length);
  // Every rule of its own file, and the three that reading finds.
  expect([...found.keys()].sort()).toEqual([...rules, 'date', 'front-matter', 'status'].sort());
});
