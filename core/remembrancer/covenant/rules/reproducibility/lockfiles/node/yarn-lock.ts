import type { Difference } from '../ecosystem.ts';
import { MOST_BYTES, type RepositoryFiles } from '../repository-files.ts';
import type { NodeProject } from './node-project.ts';
import { berryDifferences } from './yarn-berry.ts';
import { classicDifferences } from './yarn-classic.ts';
import { yarnEntries } from './yarn-entries.ts';

/** How a manifest differs from yarn.lock, of Yarn 1 or a later one. */
export async function yarnDifferences(
  project: NodeProject,
  path: string,
  files: RepositoryFiles,
): Promise<Difference[]> {
  const lock = await files.made(path, MOST_BYTES.lines, yarnEntries);
  if (lock === undefined) return [];
  return lock.isClassic ? classicDifferences(project, lock, files) : berryDifferences(project, lock, files);
}
