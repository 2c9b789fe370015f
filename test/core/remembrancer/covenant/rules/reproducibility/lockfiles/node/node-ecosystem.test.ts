import { describe, expect, it } from '@jest/globals';

import { type Files, missingIn } from '../findings-of.ts';

describe('a missing lockfile of a package.json', () => {
  it.each<[string, Files, string, string]>([
    [
      'is that of its dependencies, but for peers',
      {
        'package.json':
          '{"dependencies": {"a": "1", "b": "1"}, "devDependencies": {"c": "1"}, "optionalDependencies": {"d": "1", "b": "1"}, "peerDependencies": {"e": "1"}}',
      },
      'package.json has 4 dependencies and no lockfile.',
      'Run `npm install` (or pnpm, yarn, bun) in the root of the repository and commit the lockfile.',
    ],
    [
      'is that of a folder',
      { 'a/b/package.json': '{"name": "{x} <x>", "dependencies": {"a": "1", "b": 1}}' },
      'package.json has 1 dependency and no lockfile.',
      'Run `npm install` (or pnpm, yarn, bun) in a/b and commit the lockfile.',
    ],
    [
      'is that of a workspace whose root asks for nothing',
      { 'a/package.json': '{"workspaces": ["*"]}', 'a/b/package.json': '{"dependencies": {"a": "1"}}' },
      'package.json has the packages of a workspace and no lockfile.',
      'Run `npm install` (or pnpm, yarn, bun) in a and commit the lockfile.',
    ],
    [
      'is that of a member where the root of the workspace has no manifest',
      {
        'pnpm-workspace.yaml': 'packages: ["*"]\n',
        'a/package.json': '{}',
        'b/package.json': '{"dependencies": {"a": "1"}}',
      },
      'package.json has 1 dependency and no lockfile.',
      'Run `npm install` (or pnpm, yarn, bun) in the root of the repository and commit the lockfile.',
    ],
  ])('%s', async (_, files, message, remedy) => {
    const found = await missingIn(files);
    expect(found.map((each) => [each.message, each.remedy])).toEqual([[message, remedy]]);
  });

  it.each(['devDependencies', 'optionalDependencies'])('is told where %s stand', async (section) => {
    const text = `{"dependencies": {}, "peerDependencies": {"x": "1"}, "${section}": {"a": "1"}}`;
    const [found] = await missingIn({ 'package.json': text });
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe(`"${section}"`);
  });

  it.each(['"{{ name }}"', '"a<%= name %>"'])('is not that of a template called %s', async (name) => {
    expect(await missingIn({ 'package.json': `{"name": ${name}, "dependencies": {"a": "1"}}` })).toEqual([]);
  });
});
