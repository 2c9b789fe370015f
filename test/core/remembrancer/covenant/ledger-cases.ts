import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import { type Inputs, memoryTree, type RuleId } from '../../../../core/remembrancer/covenant/index.ts';
import { makeReceipt, receiptBytes } from '../../../../core/remembrancer/receipt/index.ts';
import { formatTrustFile } from '../../../../core/remembrancer/trust/index.ts';
import { memorySource } from '../../../../core/remembrancer/ledger/fsck/index.ts';
import { memoryAuthority } from '../memory-authority.ts';
import {
  makers,
  recordRelease,
  RECORDED_AT,
  subjectOf,
  testLedger,
  type TestLedger,
} from './ledger/signed-ledger.ts';

/** What breaks a rule about the ledger, what keeps it, and what an exception for it names. */
export interface LedgerCase {
  readonly bad: () => Promise<Partial<Inputs>>;
  readonly good: () => Promise<Partial<Inputs>>;
  readonly exception: { readonly paths?: readonly string[] };
}

const brought = (ledger: TestLedger, more: Partial<Inputs> = {}): Partial<Inputs> => ({
  ledger: ledger.source(),
  releases: [],
  ...more,
});

/** A ledger with the releases v1.0.0 up to v1.<count - 1>.0. */
async function withReleases(count: number): Promise<TestLedger> {
  const ledger = testLedger();
  const by = await makers();
  for (let n = 0; n < count; n++) await recordRelease(ledger, `v1.${n}.0`, by);
  return ledger;
}

async function damaged(): Promise<Partial<Inputs>> {
  const ledger = await withReleases(1);
  const files = ledger.files();
  files.set('by-op/planted', utf8('0\n'));
  return brought(ledger, { ledger: memorySource(files) });
}

/** Two ledgers of one key that have one entry in common, and another second one each. */
async function forked(origin?: string): Promise<readonly [TestLedger, TestLedger]> {
  const one = testLedger(origin);
  await one.record({ id: 'incident:0', kind: 'incident' });
  const other = testLedger(origin, one);
  await one.record({ id: 'incident:1', kind: 'incident' });
  await other.record({ id: 'incident:2', kind: 'incident' });
  return [one, other];
}

async function peerThatShowed(isForked: boolean): Promise<Partial<Inputs>> {
  const origin = 'github.com/acme/peer';
  const [shown, serves] = await forked(origin);
  const files = (await withReleases(1)).files();
  files.set(`witness/${sha256Hex(origin)}/checkpoint`, utf8(shown.checkpoint()));
  return {
    ledger: memorySource(files),
    releases: [],
    peers: () => (isForked ? serves : shown).source(),
  };
}

async function trustWithRoot(ends: Date): Promise<Partial<Inputs>> {
  const { root } = await memoryAuthority({ ends });
  const trust = formatTrustFile({
    v: 1,
    policy: `log ${testLedger().verifierKey}\nquorum none\n`,
    openpgp: { fingerprints: [] },
    rfc3161: { roots: [root], spkiPins: [] },
  });
  return { tree: memoryTree({ 'trust.json': trust }) };
}

/** The receipt of a release, as the ledger has it. */
export const receiptText = (): string =>
  Buffer.from(
    receiptBytes(
      makeReceipt({
        ...{ id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0', time: RECORDED_AT },
        ...{ subjects: [subjectOf('v1.0.0')], evidence: [], missing: [] },
      }),
    ),
  ).toString();

const treeWith = (receipt: string): Promise<Partial<Inputs>> =>
  Promise.resolve({ tree: memoryTree({ 'release/receipt.json': receipt }) });

async function withDeployment(content: string): Promise<Partial<Inputs>> {
  const ledger = await withReleases(1);
  await ledger.record({ id: 'deployment:app:1.0.0', kind: 'deployment', subjects: [subjectOf(content)] });
  return brought(ledger);
}

const released = (...names: readonly string[]): Pick<Inputs, 'releases'> => ({
  releases: names.map((name) => ({ name, at: '2026-11-20T09:31:00Z' })),
});

/** Of the rules that need more than files, or files that no page can show, the cases that every rule has. */
export const ledgerCases: Partial<Record<RuleId, LedgerCase>> = {
  'VM-I-01': {
    bad: damaged,
    good: async () => brought(await withReleases(1)),
    exception: {},
  },
  'VM-I-02': {
    bad: async () => {
      const [one, other] = await forked();
      return brought(other, { witnessed: one.checkpoint() });
    },
    good: async () => {
      const [one] = await forked();
      const witnessed = one.checkpoint();
      await one.record({ id: 'incident:3', kind: 'incident' });
      return brought(one, { witnessed });
    },
    exception: {},
  },
  'VM-III-02': {
    bad: () => trustWithRoot(new Date('2026-11-01T00:00:00Z')),
    good: () => trustWithRoot(new Date('2036-01-01T00:00:00Z')),
    exception: { paths: ['trust.json'] },
  },
  'VM-III-03': {
    bad: () => treeWith(`${JSON.stringify(JSON.parse(receiptText()), null, 2)}\n`),
    good: () => treeWith(receiptText()),
    exception: { paths: ['release/receipt.json'] },
  },
  'VM-III-04': {
    bad: () => peerThatShowed(true),
    good: () => peerThatShowed(false),
    exception: {},
  },
  'VM-IV-01': {
    bad: async () => brought(await withReleases(2), released('v1.0.0', 'v1.1.0', 'v1.2.0')),
    good: async () => brought(await withReleases(2), released('v1.0.0', 'v1.1.0')),
    exception: {},
  },
  'VM-IV-02': {
    bad: () => withDeployment('built elsewhere'),
    good: () => withDeployment('v1.0.0'),
    exception: {},
  },
};
