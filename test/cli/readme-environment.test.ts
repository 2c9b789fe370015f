import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

it('the README has every variable of the environment that the command reads, and no other', () => {
  const read = globSync('cli/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:GH|GITHUB|VAULTMESH)_[A-Z_]+\b/g)].map(
      ([name]) => name,
    ),
  );
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const section = readme.split('### How the command logs in\n')[1]?.split(/^## /m)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const told = rows.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(told.toSorted()).toEqual([...new Set(read)].toSorted());
});
