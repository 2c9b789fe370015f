/** The refs named by the commands at the head of a receive-pack request: pkt-lines of `old new ref`, up to a flush. */
export function pushedRefs(body: Uint8Array): string[] {
  const text = Buffer.from(body).toString('latin1');
  const refs: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = Number.parseInt(text.slice(at, at + 4), 16);
    if (!(length > 4)) break;
    const line = text.slice(at + 4, at + length);
    const ref = /^[0-9a-f]{40} [0-9a-f]{40} ([^\0\n]+)/.exec(line)?.[1];
    if (ref !== undefined) refs.push(Buffer.from(ref, 'latin1').toString());
    at += length;
  }
  return refs;
}
