import { VaultMeshError } from '../../../common/error.ts';
import { textOf } from './text-of.ts';

/** The text of a file that every ledger branch has. Throws `not-found` without it, `verification-failed` when it is not UTF-8. */
export function requiredText(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const content = files.get(path);
  if (content === undefined)
    throw new VaultMeshError('not-found', `The ledger branch has no file "${path}".`);
  return textOf(content, path);
}
