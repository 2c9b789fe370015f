import { describe, expect, it } from '@jest/globals';

import { exactToolVersions } from '../../../../../../../core/remembrancer/covenant/rules/reproducibility/exact-tool-versions.ts';
import { foundBy, partsFoundBy } from '../script-rules.ts';

describe('what npm, pnpm, Yarn and Bun install for all', () => {
  it.each([
    ['npm -g install x', ['x']],
    ['npm install --global x', ['x']],
    ['npm add -g x', ['x']],
    ['npm in -g x', ['x']],
    ['npm ins -g x', ['x']],
    ['bun add -g x', ['x']],
    ['npx -p x -p y z', ['x', 'y']],
    ['npx -p x@1.2.3 --package=y z', ['--package=y']],
    ['pnpx x y', ['x']],
    ['bun x y z', ['y']],
    ['npm x y', ['y']],
    ['corepack use pnpm@latest', ['pnpm@latest']],
    ['corepack install -g pnpm@9', ['pnpm@9']],
    ['npm install -g 1.2.3', ['1.2.3']],
  ])('is loose in %s', async (script, parts) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual(parts);
  });

  it.each([
    'npx',
    'npm',
    'npx --no x',
    'npm dlx x',
    'other dlx x',
    'bun run x',
    'yarn x add y',
    'npm x@1.2.3 add y',
    'npm global add x',
    'yarn global list x',
    'npm run -g x',
    'apt install -g x',
    'npm-check install -g x',
    'corepack pack x',
    'npm install -g @a/b@https://a.example/b.tgz',
  ])('is not loose in %s', async (script) => {
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it.each(['npx x', 'npm exec x', 'bunx x', 'bun x x'])('may be declared for %s', async (script) => {
    const files = { 'a.sh': script, 'package.json': '{"dependencies": {"x": "6"}}' };
    expect(await foundBy(exactToolVersions, files)).toEqual([]);
  });

  it.each(['pnpx x', 'npm install -g x', 'npx x@1', 'yarn dlx x'])(
    'is loose, though declared, in %s',
    async (script) => {
      const files = { 'a.sh': script, 'package.json': '{"dependencies": {"x": "6"}}' };
      expect(await foundBy(exactToolVersions, files)).toHaveLength(1);
    },
  );

  it.each([
    ...['--prefix', '--registry', '-c', '--call', '-w', '--workspace', '-C', '--dir', '--cache'],
    ...['--loglevel', '--userconfig', '--location'],
  ])('is not the word behind %s', async (option) => {
    const script = `npx ${option} word x@1.2.3`;
    expect(await partsFoundBy(exactToolVersions, script)).toEqual([]);
  });

  it('is for all where the location is said to be so', async () => {
    expect(await partsFoundBy(exactToolVersions, 'npm i --location global x')).toEqual(['x']);
    expect(await partsFoundBy(exactToolVersions, 'npm i --location project x')).toEqual([]);
  });

  it.each([
    ...['./x', '../x', '~/x', '/x', 'file:x', 'git+ssh://a.example/x', 'github:a/b', 'a/b', 'a.b/c-d#main'],
    ...['x.tgz', 'x@v1.2.3', 'x@1.2.3-rc.1', '@a/b@1.2.3', 'x@12.34.56'],
  ])('is no package of an open version where it is %s', async (word) => {
    expect(await partsFoundBy(exactToolVersions, `npm install -g ${word}\n`)).toEqual([]);
  });

  it.each([
    'x@1.2',
    'x@^1.2.3',
    'x@v1',
    'x@vv1.2.3',
    '@a/b',
    'x.tgz2',
    'xtgz',
    'x1:y',
    'x@1.2.x',
    'x@npm:y@1.2.3',
  ])('is a package of an open version where it is %s', async (word) => {
    expect(await partsFoundBy(exactToolVersions, `npm install -g ${word}\n`)).toEqual([word]);
  });
});
