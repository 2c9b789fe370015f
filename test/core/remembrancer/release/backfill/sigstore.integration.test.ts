import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { sha256Hex } from '../../../../../core/common/bytes.ts';
import { systemClock } from '../../../../../core/common/clock.ts';
import { verifyBundle } from '../../../../../core/remembrancer/evidence/sigstore/verify-bundle.ts';
import {
  emptyLedger,
  generateLogKey,
  memoryStore,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { backfill, record } from '../../../../../core/remembrancer/release/index.ts';
import { startServices, type Services } from '../../../../../sandbox/services/index.ts';
import { RUN, tokenOf } from '../../evidence/sigstore/workflow-run.ts';
import { temporaryFolder } from '../../evidence/temporary-folder.ts';

const signer = parseSignerKey(generateLogKey('github.com/acme/app').signerKey);
const folder = temporaryFolder();
let services: Services;

beforeAll(async () => {
  services = await startServices({ serverUrl: RUN.serverUrl });
});
afterAll(() => services.stop());

it('a Sigstore bundle that Fulcio owed is made later, over the digests that were recorded', async () => {
  const store = memoryStore(emptyLedger(signer));
  const subject = { name: 'app.tar.gz', sha256: sha256Hex('artifact') };
  const common = {
    sigstore: {
      run: RUN,
      identityToken: () => tokenOf(services),
      fulcioUrl: services.fulcioUrl,
      rekorUrl: services.rekorUrl,
      timeoutMs: 5000,
    },
    authorities: [],
    store,
    signer,
    clock: systemClock,
    random: () => 0,
    fetch,
    randomBytes,
  };
  await services.setFault('fulcio', 'refused');
  const { receipt } = await record({
    ...common,
    directory: join(folder.path, 'evidence'),
    artifacts: [{ subject }],
    onMissing: 'defer',
    record: { id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0' },
  });
  expect(receipt.missing).toContainEqual(
    expect.objectContaining({ layer: 'sigstore', reason: 'unreachable' }),
  );

  const run = () => backfill({ ...common, contentOf: () => Promise.resolve(undefined) });
  const commits = store.history().length;
  expect((await run()).open).toMatchObject([{ index: 0, layers: ['sigstore'] }]);
  expect(store.history()).toHaveLength(commits);

  await services.setFault('fulcio', undefined);
  expect((await run()).supplied).toMatchObject([{ completes: 0, index: 1, evidence: ['sigstore-1.json'] }]);
  const bundle = store.history().at(-1)!.files.get('evidence/000/1/sigstore-1.json')!;
  const verdict = verifyBundle({
    bundle: Buffer.from(bundle).toString(),
    subject,
    trustedRoot: services.trustedRoot,
    identity: {
      issuer: services.oidc.issuer,
      repository: 'https://github.com/acme/app',
      workflow: '.github/workflows/release.yml',
      ref: 'refs/tags/v*',
    },
  });
  expect(verdict).toMatchObject({ status: 'valid' });
  expect(await run()).toMatchObject({ supplied: [], open: [] });
});
