import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from '@jest/globals';

import { isOldNode, NODE_REMEDY, oldestNode } from '../../cli/oldest-node.ts';
import manifest from '../../package.json' with { type: 'json' };
import { project } from '../project.ts';

it('is the first that package.json asks for', () => {
  expect(manifest.engines.node).toMatch(new RegExp(`^\\^${oldestNode()}\\.0 `, 'u'));
  expect(NODE_REMEDY).toContain(`Install Node.js ${String(oldestNode().split('.')[0])} `);
});

it('is the one that the documents name', () => {
  const naming = ['README.md', 'docs/covenant/pre-commit.md'].map((file) =>
    readFileSync(join(project, file), 'utf8').includes(`Node ${oldestNode()} or newer`),
  );
  expect(naming).toEqual([true, true]);
});

it.each(['18.20.8', '20.20.2', '22.99.0', '24.14.9', '24.9.0'])('makes %s an old one', (version) => {
  expect(isOldNode(version)).toBe(true);
});

it.each(['24.15.0', '24.15.0-nightly', '24.100.1', '26.0.0', '100.0.0'])('makes %s none', (version) => {
  expect(isOldNode(version)).toBe(false);
});
