import { beforeAll, describe, expect, it } from '@jest/globals';

import { equalBytes } from '../../../../core/common/bytes.ts';
import type { Proof, ProvenReceipt } from '../../../../core/remembrancer/proof/index.ts';
import type { TrustFile } from '../../../../core/remembrancer/trust/index.ts';
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

beforeAll(async () => {
  const services = await startServices();
  const ledger = await fullLedger(services);
  release = await ledger.release('one');
  sibling = await ledger.release('two');
  stranger = await (await fullLedger(services)).release('three');
  await services.stop();
});

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

/** Every proof that is `own` with one piece of `other` in the place of its own. */
function withOnePieceOf(own: Proof, other: Proof): Record<string, Proof> {
  const [late, otherLate] = [own.later![0]!, other.later![0]!];
  const later = (changes: Partial<ProvenReceipt>): Proof => ({ ...own, later: [{ ...late, ...changes }] });
  const evidence = own.evidence.flatMap((file, i): [string, Proof][] => {
    const { content } = other.evidence[i]!;
    // Releases that are signed by one key have it in common.
    if (equalBytes(content, file.content)) return [];
    return [[file.layer, { ...own, evidence: own.evidence.with(i, { ...file, content }) }]];
  });
  const [signature, cosignature] = [LOG_LINE, WITNESS_LINE].map((line) => line.exec(other.tlogProof)![0]);
  return {
    ...Object.fromEntries(evidence),
    'inclusion proof': {
      ...own,
      tlogProof: [other.tlogProof.split('\n\n')[0], ...own.tlogProof.split('\n\n').slice(1)].join('\n\n'),
    },
    checkpoint: {
      ...own,
      tlogProof: [own.tlogProof.split('\n\n')[0], ...other.tlogProof.split('\n\n').slice(1)].join('\n\n'),
    },
    'signature of the log': { ...own, tlogProof: own.tlogProof.replace(LOG_LINE, () => signature!) },
    'cosignature of a witness': {
      ...own,
      tlogProof: own.tlogProof.replace(WITNESS_LINE, () => cosignature!),
    },
    'one more cosignature': { ...own, tlogProof: `${own.tlogProof}${cosignature!}\n` },
    'one more token over the checkpoint': {
      ...own,
      checkpointTimestamps: [...own.checkpointTimestamps!, ...other.checkpointTimestamps!],
    },
    timestampedProof: { ...own, timestampedProof: other.tlogProof },
    'one more of later': { ...own, later: [late, otherLate] },
    'receipt of later': later({ receipt: otherLate.receipt }),
    'evidence of later': later({ evidence: otherLate.evidence }),
    'tlogProof of later': later({ tlogProof: otherLate.tlogProof }),
    'first receipt as the later one': later({
      receipt: other.receipt,
      evidence: other.evidence,
      tlogProof: other.tlogProof,
    }),
  };
}

const LOG_LINE = /\u2014 github\.com\/acme\/app .*/u;
const WITNESS_LINE = /\u2014 witness\.example .*/u;

describe('parts of two valid proofs put together', () => {
  const parts = ['subject', 'receipt', 'evidence', 'tlogProof', 'checkpointTimestamps', 'later'] as const;
  const mixes = Array.from({ length: 2 ** parts.length - 2 }, (_, i) =>
    parts.filter((__, bit) => ((i + 1) >> bit) & 1),
  );

  it.each([
    ['the same repository', () => sibling],
    ['another repository', () => stranger],
  ])('are never valid: of %s', async (_, pick) => {
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
  });

  it.each([
    ['the same repository', () => sibling],
    ['another repository', () => stranger],
  ])('are never valid: one piece of %s', async (_, pick) => {
    const other = pick();
    const trust = believing(release.trust, other.trust);
    for (const [piece, proof] of Object.entries(withOnePieceOf(release.proof, other.proof))) {
      const { verdict } = await verify({ proof, trust });
      expect([piece, verdict]).toEqual([piece, 'invalid']);
    }
  });
});
