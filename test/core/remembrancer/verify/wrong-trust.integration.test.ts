import { beforeAll, expect, it } from '@jest/globals';
import { readPrivateKey, revokeKey } from 'openpgp';

import { LAYERS, type Layer } from '../../../../core/remembrancer/evidence/index.ts';
import {
  verifyArtifact,
  type Verdict,
  type VerifyOptions,
} from '../../../../core/remembrancer/verify/index.ts';
import { startServices } from '../../../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from './full-proof.ts';

let release: FullRelease;
let sibling: FullRelease;
let stranger: FullRelease;
/** The root of another authority. */
let otherRoot: string;

beforeAll(async () => {
  const services = await startServices();
  const ledger = await fullLedger(services, { keyExpirationTime: 365 * 86_400 });
  release = await ledger.release('one');
  sibling = await ledger.release('two');
  stranger = await (await fullLedger(services)).release('three');
  await services.stop();
  const others = await startServices();
  otherRoot = others.tsaRoot;
  await others.stop();
});

const verify = (changes: Partial<VerifyOptions> = {}): Promise<Verdict> =>
  verifyArtifact({ ...release, clock: () => new Date(), ...changes });

type Row = readonly [
  string,
  () => Partial<VerifyOptions> | Promise<Partial<VerifyOptions>>,
  Partial<Record<Layer, string>>,
];

/** What is wrong with the proof or the trust, and what the layers then say. */
const TABLE: readonly Row[] = [
  [
    'a proof for another artifact',
    () => ({ artifact: sibling.artifact }),
    {
      digest: 'invalid mismatch',
      openpgp: 'invalid bad-signature',
      sigstore: 'invalid mismatch',
      rfc3161: 'invalid mismatch',
    },
  ],
  [
    'the checkpoint of another repository',
    () => ({ proof: { ...release.proof, tlogProof: stranger.proof.tlogProof } }),
    {
      inclusion: 'untrusted unknown-signer',
      'checkpoint-time': 'untrusted unknown-signer',
      witness: 'absent missing',
    },
  ],
  [
    'a key that is not pinned',
    () => ({ trust: { ...release.trust, openpgp: stranger.trust.openpgp } }),
    { openpgp: 'untrusted unknown-signer' },
  ],
  [
    'a key that has expired at the moment asked for',
    () => ({ at: new Date(Date.now() + 2 * 365 * 86_400_000) }),
    { openpgp: 'invalid expired' },
  ],
  [
    'a key that was revoked',
    async () => {
      const key = await readPrivateKey({ armoredKey: release.openpgpKey });
      const { publicKey } = await revokeKey({ key, format: 'armored' });
      return { trust: { ...release.trust, openpgp: { ...release.trust.openpgp, keys: [publicKey] } } };
    },
    { openpgp: 'invalid revoked' },
  ],
  [
    'an authority that is not pinned',
    () => ({ trust: { ...release.trust, rfc3161: { roots: [], spkiPins: [] } } }),
    { rfc3161: 'untrusted unknown-signer', 'checkpoint-time': 'untrusted unknown-signer' },
  ],
  [
    'an authority of which only another root is pinned',
    () => ({ trust: { ...release.trust, rfc3161: { roots: [otherRoot], spkiPins: [] } } }),
    { rfc3161: 'untrusted unknown-signer', 'checkpoint-time': 'untrusted unknown-signer' },
  ],
  [
    'a log whose key is not the one of the trust file, which has the same name',
    () => ({ trust: { ...release.trust, policy: stranger.trust.policy } }),
    {
      // Nor does evidence count that came later, since no known log has it.
      rfc3161: 'absent missing',
      inclusion: 'untrusted unknown-signer',
      'checkpoint-time': 'untrusted unknown-signer',
      witness: 'absent missing',
    },
  ],
  [
    'a Sigstore of which the trust file says nothing',
    () => {
      const { v, policy, openpgp, rfc3161 } = release.trust;
      return { trust: { v, policy, openpgp, rfc3161 } };
    },
    { sigstore: 'untrusted no-trust' },
  ],
  ...(
    [
      ['repository', 'https://github.com/acme/other'],
      ['workflow', '.github/workflows/other.yml'],
      ['ref', 'refs/heads/main'],
      ['issuer', 'https://issuer.example'],
    ] as const
  ).map(([what, value]): Row => [
    `another ${what} than the expected one`,
    () => {
      const { trustedRoot, identity } = release.trust.sigstore!;
      const expected = { ...identity, [what]: value };
      return { trust: { ...release.trust, sigstore: { trustedRoot, identity: expected } } };
    },
    { sigstore: 'untrusted wrong-identity' },
  ]),
  [
    'everything from after the moment asked for',
    () => ({ at: new Date('2020-01-01T00:00:00Z') }),
    {
      openpgp: 'invalid in-future',
      sigstore: 'invalid in-future',
      rfc3161: 'invalid in-future',
      receipt: 'invalid in-future',
      'checkpoint-time': 'invalid in-future',
    },
  ],
  [
    'a quorum of witnesses that did not cosign',
    () => ({
      trust: {
        ...release.trust,
        policy: release.trust.policy.replace(/witness w .*\n/u, witnessLine()),
      },
    }),
    { witness: 'absent below-quorum' },
  ],
];

const witnessLine = (): string => /witness w .*\n/u.exec(stranger.trust.policy)?.[0] ?? '';

it.each(TABLE)('%s is told by the right layer and for the right reason', async (_, changes, expected) => {
  const { layers, verdict } = await verify({ ...(await changes()), require: LAYERS });
  expect(verdict).not.toBe('valid');
  const wrong = layers.filter(({ status }) => status !== 'valid');
  const told = Object.fromEntries(wrong.map(({ layer, status, reason }) => [layer, `${status} ${reason}`]));
  // The layers that it is wrong for, and no others.
  expect(told).toEqual(expected);
});
