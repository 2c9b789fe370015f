import { toBase64 } from '../../../common/bytes.ts';
import type { Checkpoint } from '../checkpoint.ts';

/**
 * The message of a commit that brings the log to `checkpoint` (when it does) and admits the operations `ids`. It has the
 * root, so that whoever is told of the commit has seen the log.
 */
export function commitMessage(checkpoint: Checkpoint | undefined, ids: readonly string[]): string {
  const [first, ...others] = ids;
  const admits =
    first === undefined ? [] : [`admit ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`];
  if (checkpoint === undefined) return `ledger: ${admits.join('')}`;
  const { size, root } = checkpoint;
  const entries = `${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `ledger: ${[entries, ...admits, `root ${toBase64(root)}`].join(', ')}`;
}
