import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPrivateKey, revokeKey } from 'openpgp';

import { LAYERS, type Layer } from '../../../../core/remembrancer/evidence/index.ts';
import type { Proof } from '../../../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../../../core/remembrancer/trust/index.ts';
import {
  verifyArtifact,
  type Verdict,
  type VerifyOptions,
} from '../../../../core/remembrancer/verify/index.ts';
import { startServices, type Services } from '../../../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from './full-proof.ts';
import { survivorsInEvidence, survivorsInFile, survivorsInToken } from './mutations.ts';

let services: Services;
let release: FullRelease;
let sibling: FullRelease;
let stranger: FullRelease;

beforeAll(async () => {
  services = await startServices();
  const ledger = await fullLedger(services, { keyExpirationTime: 365 * 86_400 });
  release = await ledger.release('one');
  sibling = await ledger.release('two');
  stranger = await (await fullLedger(services)).release('three');
}, 60_000);

afterAll(() => services.stop());

const verify = (changes: Partial<VerifyOptions> = {}): Promise<Verdict> =>
  verifyArtifact({ ...release, clock: () => new Date(), ...changes });

/** Who believes in both: what is moved is then wrong for no other reason than that it was moved. */
const believing = (a: TrustFile, b: TrustFile): TrustFile =>
  a.policy === b.policy
    ? a
    : {
        ...a,
        policy: `${a.policy.replace(/quorum.*\n/u, '')}${b.policy.replaceAll(/^witness w /gmu, 'witness v ').replace('quorum w', 'quorum none')}`,
        openpgp: { fingerprints: [...a.openpgp.fingerprints, ...b.openpgp.fingerprints] },
      };

// Every byte of them is changed in test/exhaustive/proof-file-bytes.test.ts and evidence-bytes.test.ts.
describe('a byte of a proof that is changed, left out or doubled', () => {
  const sample = { stride: 211, offset: 7 };

  it('never leaves the proof file valid, but where the specification says so', async () => {
    expect(await survivorsInFile(release, sample)).toEqual([]);
  }, 60_000);

  it('never leaves the time of the checkpoint valid, but where the specification says so', async () => {
    expect(await survivorsInToken(release, { stride: 31, offset: 7 })).toEqual([]);
  }, 60_000);

  it('never leaves a receipt, or evidence that it commits to, anything but invalid', async () => {
    expect(await survivorsInEvidence(release, { stride: 31, offset: 7 })).toEqual([]);
  }, 60_000);
});

describe('parts of two valid proofs put together', () => {
  const parts = ['subject', 'receipt', 'evidence', 'tlogProof', 'checkpointTimestamps', 'later'] as const;
  const mixes = Array.from({ length: 2 ** parts.length - 2 }, (_, i) =>
    parts.filter((__, bit) => ((i + 1) >> bit) & 1),
  );

  it.each([
    ['the same repository', () => sibling],
    ['another repository', () => stranger],
  ])(
    'are never valid: of %s',
    async (_, pick) => {
      const other = pick();
      const trust = believing(release.trust, other.trust);
      for (const each of [release, other]) {
        const { verdict, layers } = await verify({ ...each, trust });
        expect([verdict, layers.filter(({ status }) => status === 'invalid')]).toEqual(['valid', []]);
      }
      for (const mix of mixes) {
        const taken: Partial<Proof> = Object.fromEntries(mix.map((part) => [part, other.proof[part]]));
        // The artifact that the mix says it is for, so that no digest is wrong by itself.
        const { artifact } = mix.includes('subject') ? other : release;
        const { verdict } = await verify({ artifact, proof: { ...release.proof, ...taken }, trust });
        expect([mix, verdict]).toEqual([mix, 'invalid']);
      }
    },
    60_000,
  );

  it('are not valid with the checkpoint of another proof of the same log', async () => {
    const [own, others] = [release, sibling].map(({ proof }) => proof.tlogProof.split('\n\n'));
    const tlogProof = [own![0], ...others!.slice(1)].join('\n\n');
    expect((await verify({ proof: { ...release.proof, tlogProof } })).verdict).toBe('invalid');
  });

  it('are not valid with a signature that another release of the same key has', async () => {
    const evidence = release.proof.evidence.map((file, i) =>
      file.layer === 'openpgp' ? { ...file, content: sibling.proof.evidence[i]!.content } : file,
    );
    expect((await verify({ proof: { ...release.proof, evidence } })).verdict).toBe('invalid');
  });
});

/** What is wrong with the proof or the trust, and what the layers then say. */
const TABLE: readonly (readonly [
  string,
  () => Partial<VerifyOptions> | Promise<Partial<VerifyOptions>>,
  Partial<Record<Layer, string>>,
])[] = [
  ['a proof for another artifact', () => ({ artifact: sibling.artifact }), { digest: 'invalid mismatch' }],
  [
    'the checkpoint of another repository',
    () => ({ proof: { ...release.proof, tlogProof: stranger.proof.tlogProof } }),
    { inclusion: 'untrusted unknown-signer' },
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
    'another workflow',
    () => {
      const { trustedRoot, identity } = release.trust.sigstore!;
      const other = { ...identity, repository: 'https://github.com/acme/other' };
      return { trust: { ...release.trust, sigstore: { trustedRoot, identity: other } } };
    },
    { sigstore: 'untrusted wrong-identity' },
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
  expect(told).toMatchObject(expected);
});
