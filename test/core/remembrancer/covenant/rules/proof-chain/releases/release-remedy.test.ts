import { expect, it } from '@jest/globals';

import { releaseRemedy } from '../../../../../../../core/remembrancer/covenant/rules/proof-chain/releases/release-remedy.ts';
import type { Receipt } from '../../../../../../../core/remembrancer/receipt/index.ts';

type Missing = Receipt['missing'][number];

const subjects = [{ name: 'app', sha256: '0'.repeat(64), size: 1 }];
const lacking = { unsigned: ['app'], unstamped: ['app'], faults: [], open: [] };
const because = (layer: Missing['layer'], reason: Missing['reason']): Missing => ({
  layer,
  reason,
  detail: 'x',
});

const BACKFILL =
  'Run `vaultmesh backfill OWNER/REPO --log-key KEY-FILE`, which gets the evidence that a service owed when it was recorded.';
const SIGN =
  'Sign each artifact with `vaultmesh sign FILE --openpgp-key KEY-FILE`, and add that with the public key by `vaultmesh ledger add-evidence OWNER/REPO ENTRY FILE.asc PUBLIC-KEY.asc --log-key KEY-FILE`.';
const STAMP =
  'Time-stamp each artifact with `vaultmesh timestamp FILE`, and add that by `vaultmesh ledger add-evidence OWNER/REPO ENTRY FILE.tsr --log-key KEY-FILE`.';

it.each<[string, readonly Missing[], string]>([
  ['nothing', [], `${SIGN} ${STAMP}`],
  ['what was turned off', [because('openpgp', 'not-configured')], `${SIGN} ${STAMP}`],
  ['time-stamps', [because('rfc3161', 'unreachable')], `${SIGN} ${BACKFILL}`],
  ['a bundle', [because('sigstore', 'bad-answer')], `${BACKFILL} ${STAMP}`],
  ['a signature', [because('openpgp', 'rejected')], `${BACKFILL} ${STAMP}`],
  ['both', [because('sigstore', 'unreachable'), because('rfc3161', 'unreachable')], BACKFILL],
])('says to add what no service owes, and to backfill the rest, where %s is owed', (_, missing, remedy) => {
  expect(releaseRemedy({ subjects, missing }, lacking)).toBe(remedy);
});

it('says nothing of what is there', () => {
  expect(releaseRemedy({ subjects, missing: [] }, { ...lacking, unstamped: [] })).toBe(SIGN);
  expect(releaseRemedy({ subjects, missing: [] }, { ...lacking, unsigned: [] })).toBe(STAMP);
});

it('says that nothing can be added where something does not hold, or there is no artifact', () => {
  expect(releaseRemedy({ subjects, missing: [] }, { ...lacking, faults: ['x'] })).toMatch(
    /^Make a new release/,
  );
  const none = { unsigned: [], unstamped: [], faults: [], open: [] };
  expect(releaseRemedy({ subjects: [], missing: [] }, none)).toBe(
    'Give the recording workflow the files of the next release, and except this one with a reason.',
  );
});
