import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe } from '@jest/globals';
import { combinations } from '../core/spawn/combinations.ts';
import { project } from '../project.ts';
import { makeContract } from '../templates/make-contract.ts';

const SAMPLE = 2;

/**
 * Seeded by the commit: the same commit tries the same ones, the next one others. What failed is tried again, at any commit, by
 * its name: jest's -t with test/exhaustive/spawn-make.test.ts, which has all.
 */
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: project, encoding: 'utf8' });
const order = (name: string): string => createHash('sha256').update(`${commit}${name}`).digest('hex');

const isDefault = ([, { kind, mcp, mq }]: ReturnType<typeof combinations>[number]): boolean =>
  kind === 'service' && !mcp && mq === 'none';
const others = combinations()
  .filter((combination) => !isDefault(combination))
  .sort(([a], [b]) => (order(a) < order(b) ? -1 : 1));

// The default of each language, and a sample of the others; the exhaustive tests have all.
describe(`at commit ${commit.trim()}`, () => {
  makeContract([...combinations().filter(isDefault), ...others.slice(0, SAMPLE)]);
});
