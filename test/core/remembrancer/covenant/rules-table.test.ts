import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { RULES } from '../../../../core/remembrancer/covenant/index.ts';
import { rulesTable } from './rules-table.ts';

const guide = readFileSync(new URL('../../../../docs/covenant/README.md', import.meta.url), 'utf8');
const section = guide.split('\n## The rules\n')[1]?.split('\n## ')[0] ?? '';

it('docs/covenant/README.md lists the rules as they are, with how often each was wrong', () => {
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| -'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    );
  expect(rows).toEqual(rulesTable());
});

it('the rules stand in the order of their ids, each once', () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const group of ['I', 'II', 'III', 'IV']) {
    const own = ids.filter((id) => id.startsWith(`VM-${group}-`));
    expect(own).toEqual([...own].sort());
  }
});
