import { sha256Hex } from '../../../common/bytes.ts';
import { parseIndex } from '../../../common/decimal.ts';
import { checkpointTimestampPath } from '../branch/branch-paths.ts';
import type { CheckedHead } from './check-head.ts';
import type { Findings } from './findings.ts';
import type { LedgerSource } from './ledger-source.ts';

const FOLDER = 'timestamps/';

/**
 * Checks what can be checked of the tokens over checkpoints without trusting an authority: each is a granted RFC 3161
 * response under the size of a checkpoint that this log had, and the one under the present size is over the present
 * checkpoint. Who signed it is for verifiers to judge, so each is named as not authenticated.
 */
export async function checkTimestamps(
  source: LedgerSource,
  files: readonly string[] | undefined,
  { checkpoint: { size }, published }: CheckedHead,
  findings: Findings,
): Promise<void> {
  const present = checkpointTimestampPath(size);
  const paths = files?.filter((file) => file.startsWith(FOLDER)) ?? [present];
  const tokens = await source.read(paths);
  if (tokens.size === 0) return;
  const { readTimestamp } = await import('../../evidence/rfc3161/index.ts');
  for (const [path, token] of tokens) {
    const of = parseIndex(path.slice(FOLDER.length).replace(/\.tsr$/u, ''));
    if (of === undefined || path !== checkpointTimestampPath(of) || of === 0 || of > size) {
      findings.report(path, 'timestamp', 'No checkpoint of this log has that size.');
      continue;
    }
    const content = await readTimestamp(token);
    if (typeof content === 'string') {
      findings.report(path, 'timestamp', `It is no time-stamp: ${content}.`);
    } else if (path === present && content.sha256 !== sha256Hex(published)) {
      findings.report(path, 'timestamp', 'It is not over the present checkpoint.');
    } else {
      findings.setAside(path, 'No entry commits to it: it is checked by the key of its authority.');
    }
  }
}
