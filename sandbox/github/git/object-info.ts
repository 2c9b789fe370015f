import type { ObjectType } from './read-object.ts';
import { gitText } from './run-git.ts';

/** Id and type of the object that an expression names, without reading it; `undefined` if there is none. */
export async function objectInfo(
  directory: string,
  expression: string,
): Promise<{ readonly oid: string; readonly type: ObjectType; readonly size: number } | undefined> {
  if (/[\n\0]/.test(expression)) return undefined;
  const line = await gitText(directory, ['cat-file', '--batch-check'], { input: `${expression}\n` });
  const [, oid, type, size] = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(line) ?? [];
  if (oid === undefined) return undefined;
  return { oid, type: type as ObjectType, size: Number(size) };
}
