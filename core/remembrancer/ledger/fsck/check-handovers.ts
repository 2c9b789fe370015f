import { equalBytes, fromUtf8 } from '../../../common/bytes.ts';
import { handoverPath, receiptPath } from '../branch/branch-paths.ts';
import { HASH_SIZE } from '../merkle/hash.ts';
import { hexId } from '../note/note-signer.ts';
import { parseVerifierKey } from '../note/note-verifier.ts';
import { openNote } from '../note/open-note.ts';
import { openCheckpoint } from '../open-checkpoint.ts';
import type { Findings } from './findings.ts';
import type { AddedKey } from './index-builder.ts';
import type { LedgerSource } from './ledger-source.ts';
import { prefixRoots } from './prefix-roots.ts';
import { setUnknownAside } from './set-unknown-aside.ts';

/**
 * Checks that each new key that the log records is handed over to in `keys/`: by a checkpoint over that record, which
 * both keys signed and this log continues. `leaves` are the leaf hashes, `branchKey` the key that the branch names: as
 * long as it is the one before, the rotation has only begun.
 */
export async function checkHandovers(
  source: LedgerSource,
  added: readonly AddedKey[],
  leaves: Uint8Array,
  branchKey: string,
  findings: Findings,
): Promise<void> {
  for (const { index, verifierKey, previous } of added) {
    const keys = findings.try(receiptPath(index), 'key', () =>
      [previous, verifierKey].map((key) => parseVerifierKey(key)),
    );
    const [before, after] = keys ?? [];
    if (before === undefined || after === undefined) continue;
    const path = handoverPath(hexId(after));
    const content = (await source.read([path])).get(path);
    findings.seen.add(path);
    if (content === undefined) {
      if (branchKey !== previous)
        findings.report(path, 'missing', `The key of entry ${index} is not handed over to.`);
      continue;
    }
    findings.try(path, 'key', () => {
      const note = fromUtf8(content);
      const { size, root } = openCheckpoint(note, before);
      openCheckpoint(note, after);
      setUnknownAside(path, openNote(note, [before, after]), findings);
      const isOver = size > index && size * HASH_SIZE <= leaves.length;
      const expected = isOver ? prefixRoots(leaves, new Set([size])).get(size) : undefined;
      if (expected === undefined || !equalBytes(expected, root)) {
        throw new Error(`It is no checkpoint over entry ${index} that this log continues.`);
      }
    });
  }
}
