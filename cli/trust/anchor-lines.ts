import type { Anchor } from '../../core/remembrancer/trust/index.ts';

/** What a trust file believes in, for a person to compare: whose it is, and below it the fingerprint by itself. */
export function anchorLines(anchors: readonly Anchor[]): string[] {
  return anchors.flatMap(({ kind, name, fingerprint }) => [
    `${kind.padEnd(8)}  ${name}`,
    `${' '.repeat(10)}${fingerprint}`,
  ]);
}
