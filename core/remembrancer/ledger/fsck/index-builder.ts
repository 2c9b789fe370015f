import type { Receipt } from '../../receipt/index.ts';
import { keyChangeOf } from '../keys/key-record.ts';
import { isRetiredAt, type RetiredKey } from '../keys/retired-key.ts';
import { digestPath, operationPath } from '../branch/branch-paths.ts';

/** An operation that stands in the log more than once; the first entry counts. */
export interface RepeatedOperation {
  readonly id: string;
  readonly indices: readonly number[];
}

/** A key that the log records as taking the place of another. */
export interface AddedKey {
  readonly index: number;
  readonly verifierKey: string;
  readonly previous: string;
}

/** The index files that the receipts of a log give, by path, and the keys that they name. */
export class IndexBuilder {
  readonly operations = new Map<string, number[]>();
  readonly digests = new Map<string, number[]>();
  readonly addedKeys: AddedKey[] = [];
  readonly retiredKeys: RetiredKey[] = [];
  /** Entries whose receipt is missing or wrong. */
  readonly unknown = new Set<number>();
  readonly #repeated = new Map<string, number[]>();

  /** Takes in the receipt at `index`; by ascending index. */
  add(index: number, receipt: Receipt): void {
    const { id, subjects } = receipt;
    const change = keyChangeOf(receipt);
    if (change?.change === 'retired') this.retiredKeys.push({ index, verifierKey: change.verifierKey });
    // A key that is retired can put none in its place.
    if (change?.change === 'added' && !isRetiredAt(this.retiredKeys, change.previous, index + 1)) {
      this.addedKeys.push({ index, verifierKey: change.verifierKey, previous: change.previous });
    }
    const places = push(this.operations, operationPath(id), index);
    if (places.length > 1) this.#repeated.set(id, places);
    for (const { sha256 } of subjects) push(this.digests, digestPath(sha256), index);
  }

  get repeated(): readonly RepeatedOperation[] {
    return [...this.#repeated].map(([id, indices]) => ({ id, indices }));
  }
}

function push(map: Map<string, number[]>, path: string, index: number): number[] {
  const indices = map.get(path);
  if (indices === undefined) {
    const first = [index];
    map.set(path, first);
    return first;
  }
  if (indices.at(-1) !== index) indices.push(index);
  return indices;
}
