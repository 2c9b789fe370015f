import { type Entry, parseEntry } from '../../../receipt/index.ts';
import type { PlacedEntry } from '../../append/log-state.ts';

/** An entry as people see it: by what the entry itself has. The texts of its receipt are not there to every writer. */
export interface ShownEntry extends Entry {
  readonly index: number;
  /** What the operation is called beside its kind, with a commit in it cut short. */
  readonly name: string;
}

/** Throws `verification-failed` for what is no entry. */
export function shownEntry({ index, entry }: PlacedEntry): ShownEntry {
  const parsed = parseEntry(entry);
  const { id, kind } = parsed;
  const own = id.startsWith(`${kind}:`) && id.length > kind.length + 1 ? id.slice(kind.length + 1) : id;
  return { ...parsed, index, name: own.replace(/@([0-9a-f]{7})[0-9a-f]{33,57}$/u, '@$1') };
}
