import { readObject } from './read-object.ts';
import type { Signature } from './write-commit.ts';

export interface Commit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** Armored signature of the commit, when it has one. */
  readonly signature: string | null;
}

/** The commit that an expression names (tags are followed); `undefined` if there is none. */
export async function readCommit(directory: string, expression: string): Promise<Commit | undefined> {
  const object = await readObject(directory, `${expression}^{commit}`);
  return object === undefined ? undefined : parseCommit(object.oid, object.content.toString());
}

export function parseCommit(oid: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  // A header value that goes on in the next line is marked there by a leading space.
  const headers = text.slice(0, end).replace(/\n /g, '\r').split('\n');
  const values = (name: string): string[] =>
    headers.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    oid,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: parseIdent(values('author')[0] ?? ''),
    committer: parseIdent(values('committer')[0] ?? ''),
    message: text.slice(end + 2).replace(/\n$/, ''),
    signature: values('gpgsig')[0]?.replaceAll('\r', '\n') ?? null,
  };
}

function parseIdent(line: string): Signature {
  const [, name = '', email = '', seconds = '0'] = /^(.*?) ?<([^>]*)> (\d+)/.exec(line) ?? [];
  return { name, email, date: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z` };
}
