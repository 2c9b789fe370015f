import { concatBytes, utf8 } from '../../../core/common/bytes.ts';
import { gitText } from './run-git.ts';

/** Writes blobs in one git process and returns their ids in the same order. */
export async function writeBlobs(directory: string, contents: readonly Uint8Array[]): Promise<string[]> {
  if (contents.length === 0) return [];
  const parts: Uint8Array[] = [];
  for (const [index, content] of contents.entries()) {
    parts.push(utf8(`blob\nmark :${index + 1}\ndata ${content.length}\n`), content, utf8('\n'));
  }
  for (const index of contents.keys()) parts.push(utf8(`get-mark :${index + 1}\n`));
  const printed = await gitText(directory, ['fast-import', '--quiet'], { input: concatBytes(...parts) });
  return printed.split('\n');
}
