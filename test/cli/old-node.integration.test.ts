import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { project } from '../project.ts';
import { OLD_NODE, REFUSAL } from './old-node.ts';

const run = (file: string, ...argv: string[]): unknown[] => {
  const words = ['--no-warnings', '--import', OLD_NODE, join(project, 'cli', file), ...argv];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return [status, stdout, stderr];
};

it.each([
  ['vaultmesh', 'main.ts'],
  ['remembrancer', 'remembrancer.ts'],
])('%s refuses an old Node before it loads anything that asks for a newer one', (name, file) => {
  expect(run(file, 'doctor')).toEqual([2, '', `${name} ${REFUSAL}\n`]);
});

it('is refused in a line of JSON for who reads that', () => {
  const line = JSON.stringify({ schema: 1, reason: 'usage', message: `vaultmesh ${REFUSAL}` });
  expect(run('main.ts', 'doctor', '--json')).toEqual([2, `${line}\n`, '']);
});
