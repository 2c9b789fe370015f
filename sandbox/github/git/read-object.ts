import { runGit } from './run-git.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  readonly oid: string;
  readonly type: ObjectType;
  readonly content: Buffer;
}

/** Reads the object that an expression names (`main`, `main:README.md`, an object id); `undefined` if there is none. */
export async function readObject(directory: string, expression: string): Promise<GitObject | undefined> {
  if (/[\n\0]/.test(expression)) return undefined;
  const { stdout } = await runGit(directory, ['cat-file', '--batch'], { input: `${expression}\n` });
  const end = stdout.indexOf(0x0a);
  const header = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(stdout.toString('latin1', 0, end));
  if (header === null) return undefined;
  const [, oid = '', type = '', size = ''] = header;
  return { oid, type: type as ObjectType, content: stdout.subarray(end + 1, end + 1 + Number(size)) };
}
