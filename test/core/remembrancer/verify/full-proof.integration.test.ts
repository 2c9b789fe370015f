import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { LAYERS, type Layer } from '../../../../core/remembrancer/evidence/index.ts';
import { makeProof, parseProof, type Proof } from '../../../../core/remembrancer/proof/index.ts';
import { parseReceipt } from '../../../../core/remembrancer/receipt/index.ts';
import { policyOf } from '../../../../core/remembrancer/trust/index.ts';
import { checkLateEvidence } from '../../../../core/remembrancer/verify/check-late-evidence.ts';
import { verifyArtifact, type Verdict } from '../../../../core/remembrancer/verify/index.ts';
import { judge } from '../../../../core/remembrancer/verify/verdict.ts';
import { startServices, type Services } from '../../../../sandbox/services/index.ts';
import { fullLedger, type FullRelease } from './full-proof.ts';

let services: Services;
let release: FullRelease;
let sibling: FullRelease;

beforeAll(async () => {
  services = await startServices();
  const ledger = await fullLedger(services);
  release = await ledger.release('one');
  sibling = await ledger.release('two');
});

afterAll(() => services.stop());

const verify = (changes: Partial<Parameters<typeof verifyArtifact>[0]> = {}): Promise<Verdict> =>
  verifyArtifact({ ...release, clock: () => new Date(), ...changes });

const layer = ({ layers }: Verdict, name: Layer) => layers.find((each) => each.layer === name);

/** Every way to choose from `items`, the empty one left out. */
const subsets = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, i) => items.filter((__, bit) => ((i + 1) >> bit) & 1));

describe('a proof with everything', () => {
  it('is valid in every layer, from its file too', async () => {
    const verdict = await verify({ proof: parseProof(makeProof(release.proof)), require: LAYERS });
    expect(verdict.layers.map(({ layer: name, status, detail }) => [name, status, detail])).toEqual(
      LAYERS.map((name) => [name, 'valid', expect.any(String)]),
    );
    expect(verdict.verdict).toBe('valid');
    expect(layer(verdict, 'checkpoint-time')).toMatchObject({
      time: expect.stringMatching(/Z$/),
      by: expect.any(String),
    });
  });
});

/** How a layer is taken out of the proof, without anything that could be called wrong. */
const WITHOUT: Partial<Record<Layer, (proof: Proof) => Proof>> = {
  openpgp: (proof) => ({
    ...proof,
    evidence: proof.evidence.filter(({ layer: name }) => name !== 'openpgp'),
  }),
  sigstore: (proof) => ({
    ...proof,
    evidence: proof.evidence.filter(({ layer: name }) => name !== 'sigstore'),
  }),
  rfc3161: (proof) => ({ ...proof, later: [] }),
  'checkpoint-time': (proof) => ({ ...proof, checkpointTimestamps: [] }),
  witness: ({ tlogProof, ...proof }) => ({
    ...proof,
    tlogProof: tlogProof.replace(/— witness\.example .*\n/u, ''),
  }),
};

describe('what is required and not there', () => {
  const optional = Object.keys(WITHOUT) as Layer[];

  it.each(subsets(optional).map((missing) => [missing.join(', '), missing] as const))(
    'is never verified: without %s',
    async (_, missing) => {
      const proof = missing.reduce((rest, name) => WITHOUT[name]!(rest), release.proof);
      const there = optional.filter((name) => !missing.includes(name));
      expect((await verify({ proof, require: ['inclusion', ...there] })).verdict).toBe('valid');
      const { layers, verdict } = await verify({ proof, require: ['inclusion', ...missing] });
      expect(verdict).toBe('incomplete');
      for (const required of subsets(optional)) {
        const expected = required.some((name) => missing.includes(name)) ? 'incomplete' : 'valid';
        expect([
          required,
          judge(
            layers,
            required.map((name) => [name]),
          ),
        ]).toEqual([required, expected]);
      }
    },
  );

  it('is by default inclusion and one of both signatures', async () => {
    const signatures = ['openpgp', 'sigstore'] as const;
    for (const missing of subsets(signatures)) {
      const proof = missing.reduce((rest, name) => WITHOUT[name]!(rest), release.proof);
      expect((await verify({ proof })).verdict).toBe(missing.length === 2 ? 'incomplete' : 'valid');
    }
  });
});

describe('evidence that came later', () => {
  it('does not count, and makes the proof invalid, when it is for another record', async () => {
    const verdict = await verify({ proof: { ...release.proof, later: sibling.proof.later! } });
    expect(verdict.verdict).toBe('invalid');
    expect(layer(verdict, 'receipt')).toMatchObject({ status: 'invalid', reason: 'mismatch' });
    expect(layer(verdict, 'rfc3161')).toMatchObject({ status: 'absent' });
  });

  it('does not count without its own inclusion', async () => {
    const [late] = release.proof.later!;
    const later = [{ ...late!, tlogProof: release.proof.tlogProof }];
    const verdict = await verify({ proof: { ...release.proof, later } });
    expect(layer(verdict, 'inclusion')).toMatchObject({ status: 'invalid' });
    expect(layer(verdict, 'rfc3161')).toMatchObject({ status: 'absent' });
  });

  it('is not valid when it is from after the moment that was asked for', () => {
    const [late] = release.proof.later!;
    const first = parseReceipt(release.proof.receipt, 'the receipt');
    const check = (at?: Date) =>
      checkLateEvidence(late!, first, release.proof.subject, policyOf(release.trust), at).verdicts;
    expect(check().map(({ status }) => status)).toEqual(['valid', 'valid']);
    expect(check(new Date('2020-01-01T00:00:00Z'))).toContainEqual(
      expect.objectContaining({ layer: 'receipt', status: 'invalid', reason: 'in-future' }),
    );
  });

  it('is no record of the artifact by itself', async () => {
    const [late] = release.proof.later!;
    const verdict = await verify({
      proof: { ...release.proof, ...late!, later: [] },
      require: ['inclusion', 'rfc3161'],
    });
    expect(verdict.verdict).toBe('invalid');
    expect(layer(verdict, 'receipt')?.detail).toContain('only brings evidence for another one');
  });
});

describe('a token over the checkpoint', () => {
  it('of another checkpoint is invalid', async () => {
    const { checkpointTimestamps } = sibling.proof;
    const verdict = await verify({
      proof: { ...release.proof, checkpointTimestamps: checkpointTimestamps! },
    });
    expect(layer(verdict, 'checkpoint-time')).toMatchObject({
      status: 'invalid',
      reason: 'mismatch',
      detail:
        'The checkpoint of github.com/acme/app for 2 entries: The time-stamp is for another checkpoint.',
    });
  });

  it('from after the moment that the verdict is about is invalid', async () => {
    const verdict = await verify({ at: new Date('2020-01-01T00:00:00Z') });
    expect(layer(verdict, 'checkpoint-time')).toMatchObject({ status: 'invalid', reason: 'in-future' });
  });

  it('by an authority that the trust file does not know is untrusted', async () => {
    const verdict = await verify({ trust: { ...release.trust, rfc3161: { roots: [], spkiPins: [] } } });
    expect(layer(verdict, 'checkpoint-time')).toMatchObject({
      status: 'untrusted',
      reason: 'unknown-signer',
    });
  });
});
