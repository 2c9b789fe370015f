import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { project } from '../project.ts';
import { actionNames } from './action-names.ts';
import { interfaceTables, readInterface } from './input-table.ts';

const readme = readFileSync(join(project, 'actions/README.md'), 'utf8');

/** The lines of the tables under a heading, without the width of their columns. */
function tablesUnder(heading: string): string[] {
  const [, section = ''] = readme.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const own = section.split(/^#+ /m)[0] ?? '';
  return own
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, (dashes) => (dashes.length > 1 ? '-' : dashes)),
    );
}

const plain = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replaceAll(/ +/g, ' ').replaceAll(/--+/g, '-'));

describe('actions/README.md', () => {
  it.each([
    ['record', 'action.yml'],
    ['The reusable workflow', '.github/workflows/vaultmesh-record.yml'],
    ...actionNames.map((name) => [name, `actions/${name}/action.yml`] as const),
  ])('%s has the inputs and outputs of %s', (heading, path) => {
    expect(tablesUnder(heading)).toEqual(plain(interfaceTables(readInterface(path))));
  });
});
