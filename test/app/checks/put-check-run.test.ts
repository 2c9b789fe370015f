import { describe, expect, it } from '@jest/globals';
import { externalId } from '../../../app/checks/check-run-key.ts';
import type { CheckRunAnswer } from '../../../app/checks/own-check-runs.ts';
import { type CheckRunWriter, openCheckRun } from '../../../app/checks/put-check-run.ts';

const APP = 7;
const HEAD = 'a'.repeat(40);
const REPOSITORY = { owner: 'acme', repo: 'my-service' };
const key = { subject: 2, base: 'b'.repeat(40), again: undefined };

type Run = { -readonly [Member in keyof CheckRunAnswer]: CheckRunAnswer[Member] };

/** A GitHub with check runs of the app on a commit: the conclusions of `key` there, from the first to the last; `null` is open. */
function github(...conclusions: (string | null)[]) {
  const runs: Run[] = [];
  const add = (external_id: string, conclusion: string | null): Run => {
    const status = conclusion === null ? 'in_progress' : 'completed';
    const run = { id: runs.length + 1, head_sha: HEAD, external_id, status, conclusion };
    runs.push({ ...run, output: { annotations_count: 0 }, app: { id: APP } });
    return runs.at(-1)!;
  };
  for (const conclusion of conclusions) add(externalId(key), conclusion);
  const runOf = (id: number): Run => runs.find((run) => run.id === id)!;
  const client = {
    rest: {
      checks: {
        listForRef: () =>
          Promise.resolve({ data: { check_runs: runs.map((run) => ({ ...run })).reverse() } }),
        get: ({ check_run_id: id }) => Promise.resolve({ data: { ...runOf(id) } }),
        create: ({ external_id }) => Promise.resolve({ data: { ...add(external_id, null) } }),
        update: ({ check_run_id: id, status, conclusion }) =>
          Promise.resolve({ data: Object.assign(runOf(id), { status, conclusion: conclusion ?? null }) }),
      },
    },
  } satisfies CheckRunWriter;
  return { client, said: () => runs.map(({ conclusion }) => conclusion) };
}

describe('the check run of a key', () => {
  it.each<[string, (string | null)[], number, (string | null)[]]>([
    ['is new where there is none', [], 1, [null]],
    ['is new where what was there was set aside', ['cancelled'], 2, ['cancelled', null]],
    ['is the one that stands', ['success'], 1, ['success']],
    ['is the one that was begun', [null], 1, [null]],
    [
      'is the newest of those that were begun, and the others are ended',
      [null, null],
      2,
      ['cancelled', null],
    ],
    [
      'is one that was begun after another ended: a ruleset looks at that',
      ['success', null],
      2,
      ['success', null],
    ],
    [
      'is the newest that stands, and one that was begun before is ended',
      [null, 'failure'],
      2,
      ['cancelled', 'failure'],
    ],
  ])('%s', async (_, there, id, said) => {
    const on = github(...there);
    expect(await openCheckRun(on.client, APP, REPOSITORY, HEAD, key)).toMatchObject({ id });
    expect(on.said()).toEqual(said);
  });

  it('is not the one that was begun for another look at the same merge, which is left to that', async () => {
    const again = { ...key, again: 'guid-1' };
    const on = github(null);
    expect(await openCheckRun(on.client, APP, REPOSITORY, HEAD, again)).toMatchObject({ id: 2 });
    expect(on.said()).toEqual(['cancelled', null]);
    expect(await openCheckRun(on.client, APP, REPOSITORY, HEAD, key)).toMatchObject({ id: 3 });
    expect(on.said()).toEqual(['cancelled', null, null]);
  });
});
