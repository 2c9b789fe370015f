import type { LayerVerdict } from '../evidence/layer-verdict.ts';

/** What several pieces of evidence for one layer say: one that is wrong, else one that is valid, else the first. */
export function combine(verdicts: readonly LayerVerdict[]): LayerVerdict {
  return choose(verdicts, ['invalid', 'valid']);
}

/** What parts say that must all hold: one that is wrong, else one that is not trusted, else the first. */
export function combineParts(verdicts: readonly LayerVerdict[]): LayerVerdict {
  return choose(verdicts, ['invalid', 'untrusted']);
}

function choose(verdicts: readonly LayerVerdict[], order: readonly LayerVerdict['status'][]): LayerVerdict {
  const chosen =
    order.flatMap((status) => verdicts.filter((verdict) => verdict.status === status))[0] ?? verdicts[0];
  if (chosen === undefined) throw new RangeError('there must be at least one verdict');
  return chosen;
}
