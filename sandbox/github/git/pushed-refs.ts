export interface PushedRef {
  /** Full name. */
  readonly name: string;
  /** The object id that it is to have; zeros delete it. */
  readonly after: string;
}

/** What the commands at the head of a receive-pack request ask for: pkt-lines of `old new ref`, up to a flush. */
export function pushedRefs(body: Uint8Array): PushedRef[] {
  const text = Buffer.from(body).toString('latin1');
  const refs: PushedRef[] = [];
  for (let at = 0; at < text.length;) {
    const length = Number.parseInt(text.slice(at, at + 4), 16);
    if (!(length > 4)) break;
    const line = text.slice(at + 4, at + length);
    const [, after, name] = /^[0-9a-f]{40} ([0-9a-f]{40}) ([^\0\n]+)/.exec(line) ?? [];
    if (after !== undefined && name !== undefined) {
      refs.push({ name: Buffer.from(name, 'latin1').toString(), after });
    }
    at += length;
  }
  return refs;
}
