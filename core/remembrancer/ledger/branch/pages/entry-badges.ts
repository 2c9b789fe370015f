import { counted } from '../../../../common/counted.ts';
import { shieldsBadge } from '../../../browse/shields-badge.ts';
import { badgePath } from './page-paths.ts';
import type { ShownEntry } from './shown-entry.ts';

/** The kinds of which the newest has a badge. */
const KINDS = ['release', 'deployment', 'decision'] as const;

/**
 * The badges that change when `added` bring a log to `size` entries: how many it has, and the newest operation of a kind. How
 * many there are of a kind the writer does not know, since it reads the end of the log only.
 */
export function entryBadges(size: number, added: readonly ShownEntry[]): [path: string, text: string][] {
  const newest = KINDS.flatMap((kind) => added.findLast((entry) => entry.kind === kind) ?? []);
  return [
    [badgePath('entries'), shieldsBadge('ledger', counted(size, 'entry', 'entries'))],
    ...newest.map(({ kind, name }): [string, string] => [badgePath(kind), shieldsBadge(kind, name)]),
  ];
}
