import { VaultMeshError } from '../../../common/error.ts';
import { textOf } from './text-of.ts';

/** The content of a file that every ledger branch has. Throws `not-found` without it. */
export function requiredFile(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const content = files.get(path);
  if (content !== undefined) return content;
  throw new VaultMeshError('not-found', `The ledger branch has no file "${path}".`);
}

/** The text of a file that every ledger branch has. Throws `not-found` without it, `verification-failed` when it is not UTF-8. */
export const requiredText = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  textOf(requiredFile(files, path), path);
