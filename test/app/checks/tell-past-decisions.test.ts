import { expect, it, jest } from '@jest/globals';
import { type DecisionTeller, tellPastDecisions } from '../../../app/checks/tell-past-decisions.ts';
import { VaultMeshError } from '../../../core/common/error.ts';
import { memorySource } from '../../../core/remembrancer/ledger/fsck/index.ts';

const pull = { repository: { owner: 'acme', repo: 'app' }, number: 2 };
const answer = (status: number) =>
  Object.assign(new Error('Refused'), { status, request: { method: 'GET', url: '' } });

/** Tells of an empty ledger to a GitHub that answers so when it is asked for files, or for comments. */
function tell(files: () => Promise<never[]>, comments: () => Promise<never[]> = () => Promise.resolve([])) {
  const client = {
    rest: {
      pulls: { listFiles: async () => ({ data: await files() }) },
      issues: { listComments: async () => ({ data: await comments() }) },
    },
  } as unknown as DecisionTeller;
  const warn = jest.fn();
  const ledger = memorySource(new Map());
  return { warn, told: tellPastDecisions(client, 1, pull, ledger, { warn } as never) };
}

it.each([
  ['what GitHub refuses', answer(422)],
  ['what it has no more', answer(410)],
  ['a ledger that is none', new VaultMeshError('verification-failed', 'No.')],
])('keeps no check from its verdict by %s', async (_, error) => {
  const { told, warn } = tell(() => Promise.reject(error));
  await expect(told).resolves.toBeUndefined();
  expect(warn).toHaveBeenCalledTimes(1);
});

it('is another attempt where that may help', async () => {
  await expect(tell(() => Promise.reject(answer(502))).told).rejects.toMatchObject({ status: 502 });
});
