import { sha256Hex } from '../../core/common/bytes.ts';
import type { Change, LedgerFiles, LedgerStore } from '../../core/remembrancer/ledger/index.ts';

/** A branch in memory of which only the head is kept; `onCommit` gets each change. For logs that grow long. */
export function headStore(files: LedgerFiles, onCommit: (change: Change) => void): LedgerStore {
  let head = sha256Hex('0').slice(0, 40);
  return {
    read: (paths) => {
      const found = paths.flatMap((path) => {
        const content = files.get(path);
        return content === undefined ? [] : [[path, content] as const];
      });
      return Promise.resolve({ head, files: new Map(found) });
    },
    list: (folders) => {
      const namesIn = (folder: string): string[] =>
        [...files.keys()]
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1))
          .filter((name) => !name.includes('/'));
      return Promise.resolve(new Map(folders.map((folder) => [folder, namesIn(folder)])));
    },
    commit: (expected, change) => {
      if (expected !== head) return Promise.resolve(undefined);
      for (const path of change.deletions) files.delete(path);
      for (const [path, content] of change.additions) files.set(path, content);
      onCommit(change);
      head = sha256Hex(head).slice(0, 40);
      return Promise.resolve(head);
    },
    close: () => Promise.resolve(),
  };
}
