import { describe, expect, it } from '@jest/globals';

import { drift, driftIn, missingIn } from '../findings-of.ts';
import { placed } from '../placed.ts';

const MANIFEST =
  '{\n  "name": "a/x",\n  "keywords": ["a/b"],\n  "require": {"php": ">=8", "a/b": "1"},\n  "require-dev": {"A/c": "1"}\n}\n';

const lock = (packages: unknown, development: unknown): string =>
  JSON.stringify({ 'content-hash': 'old', packages, 'packages-dev': development });

const CHANGED = 'composer.json | What the manifest asks for has changed since composer.lock was made.';
const NO_B = 'composer.json:4 "a/b" | a/b is in require, and composer.lock has no version of it.';
const NO_C = 'composer.json:5 "A/c" | A/c is in require-dev, and composer.lock has no version of it.';

describe('composer.lock differs', () => {
  it.each<[name: string, packages: unknown, development: unknown, found: readonly string[]]>([
    ['without packages', [], [], [NO_B, NO_C]],
    ['without those of development', [{ name: 'a/b' }], [], [NO_C]],
    ['without those of use', [], [{ name: 'a/C' }], [NO_B]],
    ['with all packages', [{ name: 'A/B' }], [{ name: 'a/c' }], [CHANGED]],
    [
      'with packages that others provide and replace',
      [{ name: 'd/d', provide: { 'a/b': '1' }, replace: { 'a/c': '1' } }],
      [],
      [CHANGED],
    ],
    ['with a package without a name', [{}, { name: 'a/b' }], [{ name: 'a/c' }], [CHANGED]],
  ])('%s', async (_, packages, development, found) => {
    const files = { 'composer.json': MANIFEST, 'composer.lock': lock(packages, development) };
    expect(placed(files, await driftIn(files))).toEqual(found);
  });
});

it('composer.lock without a hash is one that cannot be told', async () => {
  expect(await drift({ 'composer.json': MANIFEST, 'composer.lock': '{}' })).toEqual([
    'composer.json cannot be held against a lockfile: composer.lock has no content-hash.',
  ]);
});

it('a composer.json without a lockfile is told where it requires', async () => {
  const files = { 'composer.json': MANIFEST };
  expect(placed(files, await missingIn(files))).toEqual([
    'composer.json:4 "require | composer.json has 2 requirements and no lockfile.',
  ]);
  expect(await missingIn({ ...files, 'composer.lock': '{}' })).toEqual([]);
});

it.each(['php-64bit', 'hhvm', 'composer', 'composer-plugin-api', 'ext-mbstring', 'lib-curl'])(
  'a composer.json has nothing to lock with %s alone',
  async (name) => {
    expect(await missingIn({ 'composer.json': `{"require": {"${name}": "*"}}` })).toEqual([]);
  },
);

it.each(['my/php', 'php/x', 'hhvm/x', 'x/composer', 'composer/composer', 'next-a/b', 'a/ext-b'])(
  'a composer.json has something to lock with %s',
  async (name) => {
    expect(await missingIn({ 'composer.json': `{"require": {"${name}": "*"}}` })).toHaveLength(1);
  },
);
