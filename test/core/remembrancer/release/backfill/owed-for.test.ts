import { expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import {
  generateLogKey,
  memoryStore,
  parseSignerKey,
  readHead,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { makeLateEvidence, makeReceipt } from '../../../../../core/remembrancer/receipt/index.ts';
import { findOwing, owedFor, owedLayers } from '../../../../../core/remembrancer/release/backfill/index.ts';
import { madeLedger } from '../../ledger/made-ledger.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const time = new Date('2026-11-20T09:30:00Z');
const detail = 'It was down.';

const release = (version: string, missing: Parameters<typeof makeReceipt>[0]['missing']) =>
  makeReceipt({
    ...{ id: `release:v${version}`, kind: 'release', component: 'app', version, time, missing },
    subjects: [{ name: 'app', sha256: version.repeat(64) }],
    evidence: [],
  });

it('a record owes what a look at the whole log says that it owes', async () => {
  const owing = release('1', [
    { layer: 'rfc3161', reason: 'unreachable', detail },
    { layer: 'sigstore', reason: 'rejected', detail },
  ]);
  const settled = release('2', [{ layer: 'sigstore', reason: 'not-configured', detail }]);
  const token = { layer: 'rfc3161' as const, n: 1, subject: 'app', content: utf8('a token') };
  const late = makeLateEvidence(owing, [token], time);
  const store = memoryStore(madeLedger(signer, [owing, settled, late]));
  const head = await readHead(store);
  expect(await owedFor(store, head, 0)).toEqual(['sigstore']);
  expect((await findOwing(store, head)).map(owedLayers)).toEqual([['sigstore']]);
  expect(await owedFor(store, head, 1)).toEqual([]);
});
