import { printable } from '../../core/common/printable.ts';
import type { Anchor } from '../../core/remembrancer/trust/index.ts';

/**
 * What a trust file believes in, for a person to compare: whose it is, and below it the fingerprint by itself. Names are
 * words of whoever made the ledger, which must not be able to draw over the fingerprint.
 */
export function anchorLines(anchors: readonly Anchor[]): string[] {
  return anchors.flatMap(({ kind, name, fingerprint }) => [
    `${kind.padEnd(8)}  ${printable(name)}`,
    `${' '.repeat(10)}${printable(fingerprint)}`,
  ]);
}
