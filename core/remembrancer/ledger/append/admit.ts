import { utf8 } from '../../../common/bytes.ts';
import { signAdmission } from '../branch/admission.ts';
import {
  digestPath,
  evidencePath,
  FILES,
  operationPath,
  peoplePath,
  receiptPath,
} from '../branch/branch-paths.ts';
import { formatIndexFile, parseIndexFile } from '../branch/index-file.ts';
import type { NoteSigner } from '../note/note-signer.ts';
import type { LogState } from './log-state.ts';
import type { PreparedRecord } from './new-record.ts';

/**
 * The files that admit `records` to follow the state's checkpoint: receipts, evidence and indices at the places that
 * the entries will have, and the signed admission. `existing` has the index files of the branch, to be added to.
 */
export function admit(
  { checkpoint }: LogState,
  records: readonly PreparedRecord[],
  signer: NoteSigner,
  existing: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const entries = records.map(({ entry }) => entry);
  records.forEach((record, i) => {
    const index = checkpoint.size + i;
    files.set(receiptPath(index), record.receiptBytes);
    for (const file of record.evidence) files.set(evidencePath(index, file), file.content);
    if (record.people !== undefined) files.set(peoplePath(index), record.people);
    files.set(operationPath(record.id), formatIndexFile([index]));
    for (const { sha256 } of record.receipt.subjects) {
      const path = digestPath(sha256);
      const indices = parseIndexFile(files.get(path) ?? existing.get(path), index);
      files.set(path, formatIndexFile([...indices, index]));
    }
  });
  files.set(FILES.admission, utf8(signAdmission(checkpoint, entries, signer)));
  return files;
}

/** The index files that `admit` adds to and `findRecorded` starts from. */
export const indexPaths = (records: readonly PreparedRecord[]): string[] => [
  ...new Set(
    records.flatMap(({ id, receipt }) => [
      operationPath(id),
      ...receipt.subjects.map(({ sha256 }) => digestPath(sha256)),
    ]),
  ),
];
