import { fromUtf8, toBase64, utf8 } from '../../core/common/bytes.ts';
import {
  appendRecords,
  cosign,
  initLedger,
  memoryStore,
  type NewRecord,
} from '../../core/remembrancer/ledger/index.ts';
import { isForPeople } from '../../core/remembrancer/ledger/branch/pages/page-paths.ts';
import { makeReceipt } from '../../core/remembrancer/receipt/index.ts';
import { samplePeople, sampleReceipts } from './sample-receipts.ts';
import { vectorLogKey, vectorWitnessKey } from './vector-keys.ts';

const log = vectorLogKey('example.com/vectors/branch');
const witness = vectorWitnessKey('example.com/vectors/witness');
const random = (): number => 0;

/** A ledger branch commit by commit: begun, one append, a group of two; with its proofs. */
export async function branchVectors(): Promise<object> {
  const store = memoryStore();
  await initLedger(store, log.signer, { witnesses: [witness.signer.verifierKey] });
  const [first, ...others] = records();
  const appended = [
    ...(await appendRecords(store, log.signer, first === undefined ? [] : [first], { random })),
    ...(await appendRecords(store, log.signer, others, { random })),
  ];
  const trees = store.history().map(({ files }) => files);
  const policy = fromUtf8(trees.at(-1)?.get('policy') ?? new Uint8Array());
  return {
    about:
      'SPEC.md sections 1, 4 and 5: what each commit of a branch writes (base64) and deletes, files for people left out. proofs are C2SP tlog-proofs at the time of their append; cosigned is the last checkpoint with a cosignature.',
    signerKey: log.signerKey,
    verifierKey: log.signer.verifierKey,
    policy,
    commits: trees.map((tree, i) => changeOf(trees[i - 1] ?? new Map<string, Uint8Array>(), tree)),
    proofs: appended.map(({ index, size, entry, tlogProof }) => ({
      index,
      size,
      entry: fromUtf8(entry),
      proof: tlogProof,
    })),
    cosigned: cosign(
      appended.at(-1)?.checkpoint ?? '',
      witness.signer,
      () => new Date('2026-11-20T11:00:00Z'),
    ),
  };
}

function records(): NewRecord[] {
  const [plain, full] = sampleReceipts();
  const again = makeReceipt({
    id: 'deployment:production:1.0.0:1',
    kind: 'deployment',
    component: 'app',
    version: '1.0.0',
    time: new Date('2026-11-20T10:30:00Z'),
    subjects: full.subjects,
    evidence: [],
    missing: [],
  });
  return [
    { receipt: plain, evidence: [] },
    {
      receipt: full,
      evidence: [{ layer: 'openpgp', n: 1, subject: 'app-1.0.0.tar.gz', content: utf8('a signature') }],
      people: samplePeople(),
    },
    { receipt: again, evidence: [] },
  ];
}

function changeOf(before: ReadonlyMap<string, Uint8Array>, after: ReadonlyMap<string, Uint8Array>): object {
  const written = [...after].filter(([path, content]) => !isForPeople(path) && before.get(path) !== content);
  return {
    written: Object.fromEntries(
      written.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => [path, toBase64(content)]),
    ),
    deleted: [...before.keys()].filter((path) => !after.has(path)).toSorted(),
  };
}
