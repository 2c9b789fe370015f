/** What a folder has under a name. */
export interface TreeEntry {
  readonly oid: string;
  readonly type: 'tree' | 'blob' | 'other';
}

const [SPACE, NUL] = [0x20, 0];

/** The entries of a git tree object by name, in git's order. `idLength` is that of object ids in hex. */
export function parseTree(tree: Uint8Array, idLength: number): Map<string, TreeEntry> {
  const bytes = Buffer.from(tree.buffer, tree.byteOffset, tree.length);
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(SPACE, at);
    const end = bytes.indexOf(NUL, space);
    const next = end + 1 + idLength / 2;
    // A name may be any bytes; one that is no text is no file of a ledger.
    const name = bytes.toString('utf8', space + 1, end);
    const type = typeOf(bytes.toString('latin1', at, space));
    entries.set(name, { oid: bytes.toString('hex', end + 1, next), type });
    at = next;
  }
  return entries;
}

/** Plain files and programs are blobs to read; a link or another repository is not. */
function typeOf(mode: string): TreeEntry['type'] {
  if (mode === '40000') return 'tree';
  return mode.startsWith('100') ? 'blob' : 'other';
}
