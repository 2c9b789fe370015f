import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of one job; `root` holds them all. */
export interface JobFolder {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  readonly tools: string;
  readonly workspace: string;
  /** Event payload, scripts and command files: the runner's own. */
  readonly files: string;
  remove(): Promise<void>;
}

export async function createJobFolder(directory: string, repo: string): Promise<JobFolder> {
  const root = await mkdtemp(join(directory, 'vaultmesh-job-'));
  const folder = {
    root,
    home: join(root, 'home'),
    temp: join(root, 'temp'),
    tools: join(root, 'tools'),
    // The repository's name twice, as on github.com's runners.
    workspace: join(root, 'work', repo, repo),
    files: join(root, 'files'),
  };
  await Promise.all(Object.values(folder).map((path) => mkdir(path, { recursive: true })));
  return { ...folder, remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }) };
}
