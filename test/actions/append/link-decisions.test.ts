import { beforeAll, describe, expect, it } from '@jest/globals';

import { linkDecisions } from '../../../actions/append/src/link-decisions.ts';
import type { RestClient } from '../../../actions/common/src/release.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerStore,
  memoryStore,
  parseSignerKey,
} from '../../../core/remembrancer/ledger/index.ts';
import type { RecordDescription } from '../../../core/remembrancer/release/append.ts';
import { type Sample, sampleReceipt } from '../../core/remembrancer/memory/sample-entries.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const [first = '', second = '', third = '', elsewhere = ''] = ['1', '2', '3', 'e'].map((digit) =>
  digit.repeat(40),
);
/** A history in which each commit follows the one before. */
const HISTORY = [first, second, third];

async function ledgerOf(samples: readonly Sample[]): Promise<LedgerStore> {
  const store = memoryStore(emptyLedger(signer));
  const records = samples.map((sample) => ({ receipt: sampleReceipt(sample), evidence: [] }));
  await appendRecords(store, signer, records, { random: Math.random });
  return store;
}

/** A GitHub that has the history, and nothing else. */
const comparing: RestClient = {
  request: (route, { owner, repo, basehead }) => {
    expect([route, owner, repo]).toEqual(['GET /repos/{owner}/{repo}/compare/{basehead}', 'acme', 'app']);
    const [base, head] = String(basehead)
      .split('...')
      .map((commit) => HISTORY.indexOf(commit));
    if (base === undefined || head === undefined || base < 0 || head < 0) return refused(404);
    const status = base === head ? 'identical' : base < head ? 'ahead' : 'behind';
    return Promise.resolve({ status: 200, data: { status } });
  },
};
const refused = (status: number): Promise<never> =>
  Promise.reject(Object.assign(new Error('refused'), { status }));

const deployment = (commit: string, kind: RecordDescription['kind'] = 'deployment'): RecordDescription => ({
  id: 'deployment:1',
  kind,
  component: 'app',
  version: '1.0.0',
  source: { commit },
  links: [{ rel: 'decided-by', target: 'decision:b:1.0.0' }],
});

let store: LedgerStore;

const link = (record: RecordDescription, client = comparing, of = store) =>
  linkDecisions(record, { store: of, signer, client, run: { owner: 'acme', repository: 'app' } });

beforeAll(async () => {
  store = await ledgerOf([
    { component: 'a', commit: first },
    { component: 'b', commit: second },
    { component: 'other-repository', commit: elsewhere },
    { component: 'a2', commit: third, links: ['supersedes a'] },
  ]);
});

describe('a deployment by a workflow', () => {
  it.each([
    [first, ['decision:b:1.0.0', 'decision:a:1.0.0']],
    [second, ['decision:b:1.0.0', 'decision:a:1.0.0']],
    [third, ['decision:b:1.0.0', 'decision:a2:1.0.0']],
  ])('of %s is linked to the decisions in force there, beside those given', async (commit, expected) => {
    const { record, untold } = await link(deployment(commit));
    expect([record.links?.map(({ target }) => target), untold]).toEqual([expected, undefined]);
  });

  it('of a commit that GitHub does not have is linked to no more, with the reason', async () => {
    const record = deployment(elsewhere);
    expect(await link(record)).toEqual({
      record,
      untold: `GitHub does not have the commit ${elsewhere} in acme/app.`,
    });
  });

  it('is recorded when GitHub does not answer, or there are too many to ask for', async () => {
    const down = await link(deployment(first), { request: () => refused(502) });
    expect(down.untold).toBe('GitHub did not compare two commits: refused.');
    const many = await ledgerOf(
      Array.from({ length: 201 }, (_, i) => ({ component: `d${i}`, commit: `${i}`.padStart(40, '0') })),
    );
    expect((await link(deployment(first), comparing, many)).untold).toMatch(
      /^The ledger has decisions of 201 commits, and at most 200 are compared/u,
    );
  });

  it('is recorded when an old record is damaged', async () => {
    const damaged: LedgerStore = {
      ...store,
      read: async (paths, at) => {
        const answer = await store.read(paths, at);
        const files = [...answer.files].map(([path, bytes]): [string, Uint8Array] => [
          path,
          path.startsWith('receipts/') ? new Uint8Array([0x7b]) : bytes,
        ]);
        return { ...answer, files: new Map(files) };
      },
    };
    const record = deployment(second);
    const { untold, ...linked } = await link(record, comparing, damaged);
    expect(linked).toEqual({ record });
    expect(untold).toMatch(/receipt/u);
  });

  it('is all that is linked so', async () => {
    const release = deployment(third, 'release');
    expect(await link(release, { request: () => refused(500) })).toEqual({ record: release });
  });
});
