import { sha256Hex, utf8 } from '../../core/common/bytes.ts';
import { canonicalJsonBytes } from '../../core/common/canonical-json.ts';
import {
  emptyLedger,
  formatCheckpoint,
  type NoteSigner,
  signNote,
} from '../../core/remembrancer/ledger/index.ts';
import {
  digestPath,
  FILES,
  operationPath,
  receiptPath,
} from '../../core/remembrancer/ledger/branch/branch-paths.ts';
import { formatState } from '../../core/remembrancer/ledger/branch/state-file.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../core/remembrancer/ledger/tile/right-edge.ts';

const BATCH = 256;

/** A receipt of about 600 bytes and its entry, cheaply: nothing here parses them. */
function recordOf(index: number): { id: string; digest: string; receipt: Uint8Array; entry: Uint8Array } {
  const id = `release:v${index}`;
  const digest = sha256Hex(`artifact ${index}`);
  const receipt = canonicalJsonBytes({ v: 1, id, subject: digest, evidence: sha256Hex(id).repeat(7) });
  const entry = canonicalJsonBytes({
    id,
    kind: 'release',
    receipt: sha256Hex(receipt),
    t: '2026-11-20T09:30:00Z',
    v: 1,
  });
  return { id, digest, receipt, entry };
}

/**
 * The files of the branch of a log of `size` entries, one after the other, without making them by appends: tiles,
 * bundles, `checkpoint` and `state.json`; with `records` also receipts and index files, of one artifact an entry.
 */
export function* largeLog(
  signer: NoteSigner,
  size: number,
  { records }: { readonly records: boolean },
): Generator<readonly [path: string, content: Uint8Array]> {
  let edge = EMPTY_EDGE;
  while (edge.size < size) {
    const first = edge.size;
    const batch = Array.from({ length: Math.min(BATCH, size - first) }, (_, i) => recordOf(first + i));
    const extended = extendEdge(
      edge,
      batch.map(({ entry }) => entry),
    );
    yield* extended.filled;
    edge = extended.edge;
    if (!records) continue;
    for (const [i, { id, digest, receipt }] of batch.entries()) {
      yield [receiptPath(first + i), receipt];
      yield [operationPath(id), utf8(`${first + i}\n`)];
      yield [digestPath(digest), utf8(`${first + i}\n`)];
    }
  }
  yield* edgeFiles(edge);
  yield* emptyLedger(signer);
  const checkpoint = { origin: signer.name, size, root: edgeRoot(edge) };
  yield [FILES.checkpoint, utf8(signNote(formatCheckpoint(checkpoint), signer))];
  yield [FILES.state, formatState(edge)];
}
