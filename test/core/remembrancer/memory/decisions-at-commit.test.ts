import { describe, expect, it } from '@jest/globals';

import { VaultMeshError } from '../../../../core/common/error.ts';
import {
  type AncestorsAmong,
  decisionsAtCommit,
  withDecidedBy,
} from '../../../../core/remembrancer/memory/decisions-at-commit.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { sampleEntries } from './sample-entries.ts';

const [first = '', second = '', third = ''] = ['1', '2', '3'].map((digit) => digit.repeat(40));
const records = remember(
  sampleEntries(
    { component: 'a', commit: first },
    { kind: 'release', component: 'app', commit: second },
    { component: 'b', commit: second },
    { component: 'a2', commit: third, links: ['supersedes a'] },
    { component: 'by-hand' },
  ),
);

/** A history that holds these commits. */
const holding =
  (...commits: string[]): AncestorsAmong =>
  () =>
    Promise.resolve(new Set(commits));

const namesAt = async (history: AncestorsAmong): Promise<string[]> => {
  const at = await decisionsAtCommit(records, history);
  if (at.status === 'unknown') throw new Error(at.reason);
  return at.decisions.map(({ component }) => component);
};

describe('the decisions that a deployment is linked to', () => {
  it('are those of its history that none of its history supersedes', async () => {
    expect(await namesAt(holding(first, second))).toEqual(['a', 'b']);
    expect(await namesAt(holding(first, second, third))).toEqual(['b', 'a2']);
    expect(await namesAt(holding())).toEqual([]);
  });

  it('are asked for by the commits of decisions alone, each once', async () => {
    let asked: readonly string[] = [];
    await decisionsAtCommit(records, (commits) => {
      asked = commits;
      return Promise.resolve(new Set());
    });
    expect(asked).toEqual([first, second, third]);
  });

  it('need no history when there is no decision', async () => {
    const never: AncestorsAmong = () => Promise.reject(new Error('asked'));
    expect(await decisionsAtCommit(records.slice(1, 2), never)).toEqual({ status: 'known', decisions: [] });
  });

  it('are none, with the reason, where the history cannot be read', async () => {
    const shallow: AncestorsAmong = () => Promise.reject(new VaultMeshError('incomplete', 'It is shallow.'));
    expect(await decisionsAtCommit(records, shallow)).toEqual({
      status: 'unknown',
      reason: 'It is shallow.',
    });
    const broken: AncestorsAmong = () => Promise.reject(new TypeError('a fault'));
    await expect(decisionsAtCommit(records, broken)).rejects.toThrow('a fault');
  });

  it('are none when they are more than a receipt holds', async () => {
    const many = remember(
      sampleEntries(...Array.from({ length: 201 }, (_, i) => ({ component: `d${i}`, commit: first }))),
    );
    expect(await decisionsAtCommit(many, holding(first))).toEqual({
      status: 'unknown',
      reason: '201 decisions are in force there, and at most 200 are linked.',
    });
  });

  it('are named by their operation, once', () => {
    const links = [{ rel: 'decided-by', target: 'decision:a' }];
    expect(withDecidedBy(links, [{ id: 'decision:a' }, { id: 'decision:b' }])).toEqual([
      { rel: 'decided-by', target: 'decision:a' },
      { rel: 'decided-by', target: 'decision:b' },
    ]);
  });
});
