import { type Entry, parseEntry } from '../../../receipt/index.ts';
import type { PlacedEntry } from '../../append/log-state.ts';

/** An entry as people see it: by what the entry itself has. The texts of its receipt are not there to every writer. */
export interface ShownEntry extends Entry {
  readonly index: number;
  /** What the operation is called beside its kind, in words: a decision by its file. */
  readonly name: string;
}

/** Throws `verification-failed` for what is no entry. */
export function shownEntry({ index, entry }: PlacedEntry): ShownEntry {
  const parsed = parseEntry(entry);
  const { id, kind } = parsed;
  return { ...parsed, index, name: nameOf(id.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : id) };
}

const nameOf = (operation: string): string =>
  operation.replace(/^(?:.*\/)?([^/]+)\.md@[0-9a-f]{40,64}(?=:|$)/u, '$1').replaceAll(':', ' ');
