import { utf8 } from '../../../../core/common/bytes.ts';
import {
  emptyLedger,
  FILES,
  formatCheckpoint,
  type NoteSigner,
  signNote,
} from '../../../../core/remembrancer/ledger/index.ts';
import {
  digestPath,
  operationPath,
  receiptPath,
} from '../../../../core/remembrancer/ledger/branch/branch-paths.ts';
import { formatIndexFile } from '../../../../core/remembrancer/ledger/branch/index-file.ts';
import { formatState } from '../../../../core/remembrancer/ledger/branch/state-file.ts';
import {
  edgeFiles,
  edgeRoot,
  EMPTY_EDGE,
  extendEdge,
} from '../../../../core/remembrancer/ledger/tile/right-edge.ts';
import { entryOf, type Receipt, receiptBytes } from '../../../../core/remembrancer/receipt/index.ts';

/** The files of a ledger with these receipts and no evidence, made at once: by appends thousands of them take a while. */
export function madeLedger(signer: NoteSigner, receipts: readonly Receipt[]): Map<string, Uint8Array> {
  const { edge, filled } = extendEdge(EMPTY_EDGE, receipts.map(entryOf));
  const checkpoint = { origin: signer.name, size: receipts.length, root: edgeRoot(edge) };
  const named = receipts.flatMap(({ id, subjects }, index) =>
    [operationPath(id), ...subjects.map(({ sha256 }) => digestPath(sha256))].map((path) => ({ path, index })),
  );
  const indices = [...Map.groupBy(named, ({ path }) => path)];
  return new Map([
    ...filled,
    ...edgeFiles(edge),
    ...emptyLedger(signer),
    ...receipts.map((receipt, index) => [receiptPath(index), receiptBytes(receipt)] as const),
    ...indices.map(([path, those]) => [path, formatIndexFile(those.map(({ index }) => index))] as const),
    [FILES.checkpoint, utf8(signNote(formatCheckpoint(checkpoint), signer))],
    [FILES.state, formatState(edge)],
  ]);
}
