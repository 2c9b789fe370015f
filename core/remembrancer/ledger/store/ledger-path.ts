import { VaultMeshError } from '../../../common/error.ts';

/** Throws `usage` unless `path` is a plain relative path, as all paths of a ledger branch are. */
export function checkPath(path: string): void {
  const isPlain = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/u.test(path);
  if (!isPlain || path.split('/').some((part) => part === '.' || part === '..' || part === '.git')) {
    throw new VaultMeshError('usage', `"${path}" is not a path of a ledger branch.`);
  }
}
