import { utf8 } from '../../core/common/bytes.ts';
import { leafHash, nodeHash, verifyInclusion } from '../../core/remembrancer/ledger/index.ts';
import { type Figure, median } from '../figure.ts';
import type { GoReference } from './go-reference.ts';

const LEVELS = 20;
const ROUNDS = 20_000;

/** Checking one inclusion proof in a log of 2^20 entries, without the checkpoint's signature. */
export function benchProofCheck(go: GoReference | undefined): Figure[] {
  const leaf = leafHash(utf8('entry'));
  const proof = Array.from({ length: LEVELS }, (_, level) => leafHash(utf8(`sibling ${level}`)));
  const root = proof.reduce(nodeHash, leaf);
  const check = (): void => {
    for (let i = 0; i < ROUNDS; i += 1) {
      if (!verifyInclusion(0, 2 ** LEVELS, leaf, proof, root)) throw new Error('The proof is refused.');
    }
  };
  check();
  const ours = median([1, 2, 3].map(() => timeOf(check) / ROUNDS)) * 1000;
  const at = '2^20 entries';
  const figure: Figure = { what: 'inclusion proof checked', at, value: ours, unit: 'µs', atMost: 40 };
  if (go === undefined) return [figure];
  const theirs = median([1, 2, 3].map(() => go.checkProof(2 ** LEVELS, ROUNDS))) / 1000;
  return [
    figure,
    { what: 'inclusion proof checked, Go', at, value: theirs, unit: 'µs' },
    { what: 'inclusion proof checked, against Go', at, value: ours / theirs, unit: 'times' },
  ];
}

function timeOf(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
