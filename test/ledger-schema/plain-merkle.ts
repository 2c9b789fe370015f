import { createHash } from 'node:crypto';

/** The definitions of RFC 6962, section 2.1, word by word and slow: to check the vectors by something else than our code. */
const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** MTH (2.1). */
export function treeHash(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries;
  if (first === undefined) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), first);
  const k = split(entries.length);
  return sha256(Uint8Array.of(1), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)));
}

/** PATH (2.1.1). */
export function auditPath(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  return m < k
    ? [...auditPath(m, entries.slice(0, k)), treeHash(entries.slice(k))]
    : [...auditPath(m - k, entries.slice(k)), treeHash(entries.slice(0, k))];
}

/** PROOF (2.1.2). */
export const consistencyProof = (m: number, entries: readonly Uint8Array[]): Uint8Array[] =>
  subProof(m, entries, true);

function subProof(m: number, entries: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === entries.length) return isWhole ? [] : [treeHash(entries)];
  const k = split(entries.length);
  return m <= k
    ? [...subProof(m, entries.slice(0, k), isWhole), treeHash(entries.slice(k))]
    : [...subProof(m - k, entries.slice(k), false), treeHash(entries.slice(0, k))];
}

/** The largest power of two below `n`. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
