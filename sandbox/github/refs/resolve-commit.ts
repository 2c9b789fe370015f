import { objectInfo } from '../git/object-info.ts';
import type { Repository } from '../state/repository.ts';

/**
 * The commit that a request means by a branch, a tag, a full ref name or an object id, in this order; `undefined` if
 * none. Expressions of git's own (`main~3`, `:/text`) are not names.
 */
export async function resolveCommit(repository: Repository, name: string): Promise<string | undefined> {
  if (name === '' || /[~^:?*[\\\s]|\.\.|@\{/.test(name)) return undefined;
  const candidates = [`refs/heads/${name}`, `refs/tags/${name}`];
  if (name.startsWith('refs/')) candidates.push(name);
  if (/^(heads|tags)\//.test(name)) candidates.push(`refs/${name}`);
  if (/^[0-9a-f]{7,40}$/.test(name)) candidates.push(name);
  for (const candidate of candidates) {
    const info = await objectInfo(repository.gitDirectory, `${candidate}^{commit}`);
    if (info !== undefined) return info.oid;
  }
  return undefined;
}
