import type { LayerStatus, LayerVerdict } from '../../core/remembrancer/evidence/index.ts';
import type { KnownLedger } from './known-ledger.ts';

/**
 * What can be said of a file without a trust file. `recorded`: nothing is wrong, and a ledger whose key the app knows has it. That is
 * less than `valid`, which takes a signature by somebody who is trusted.
 */
export type Conclusion = 'recorded' | Exclude<LayerStatus, 'valid'>;

/** The layers that say whether a ledger has a file. */
const OF_RECORD: readonly string[] = ['digest', 'receipt', 'inclusion'];

export function conclusionOf(layers: readonly LayerVerdict[]): Conclusion {
  if (layers.some(({ status }) => status === 'invalid')) return 'invalid';
  const worst = layers.find(({ layer, status }) => OF_RECORD.includes(layer) && status !== 'valid');
  return worst === undefined || worst.status === 'valid' ? 'recorded' : worst.status;
}

/** `layers` with what the app as a witness knows: an entry of a ledger that was rewritten is no entry. */
export const asSeen = (
  layers: readonly LayerVerdict[],
  { history }: Pick<KnownLedger, 'history'>,
): LayerVerdict[] =>
  layers.map((verdict) => {
    if (verdict.layer !== 'inclusion' || verdict.status !== 'valid') return verdict;
    switch (history.state) {
      case 'unseen':
      case 'follows':
        return verdict;
      case 'broken':
        return { ...verdict, status: 'invalid', reason: 'mismatch', detail: REWRITTEN };
      case 'unknown':
        return { ...verdict, status: 'untrusted', reason: 'no-trust', detail: NOT_COMPARED };
    }
  });

const REWRITTEN = 'The ledger was rewritten since it was seen last.';
const NOT_COMPARED = 'The ledger cannot be compared with what was seen of it last.';
