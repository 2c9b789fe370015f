import { describe, expect, it } from '@jest/globals';

import { driftIn, type Files } from './findings-of.ts';

const DEPTH = 50_000;
const deep = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`;
const deepKey = `${'a.'.repeat(DEPTH)}a = 1\n`;

describe('a manifest that is nested without end', () => {
  it.each<[string, Files]>([
    [
      'composer.json',
      {
        'composer.json': `{"require":{"a/b":"1"},"extra":{"a":${deep}}}`,
        'composer.lock': '{"content-hash":"a"}',
      },
    ],
    [
      'pyproject.toml',
      {
        'pyproject.toml': `[tool.poetry.dependencies]\n${deepKey}`,
        'poetry.lock': '[metadata]\ncontent-hash = "a"\n',
      },
    ],
  ])('is one that cannot be told: %s', async (path, files) => {
    const others: Files = { 'a/package.json': '{"dependencies":{"a":"1"}}', 'a/package-lock.json': '{}' };
    const found = await driftIn({ ...files, ...others });
    expect(found.map(({ path: where, cannotTell }) => [where, cannotTell])).toEqual([
      ['a/package.json', undefined],
      [path === 'composer.json' ? 'composer.lock' : 'poetry.lock', true],
    ]);
    expect(found[1]?.message).toMatch(/nested too deeply|cannot be read|is not TOML/);
  });
});
