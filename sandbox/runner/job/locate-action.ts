import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { VaultMeshError } from '../../../core/common/error.ts';
import { isInside } from '../../../core/common/is-inside.ts';
import { readAction, type ActionFile } from '../workflow/action-file.ts';
import type { UsesStep } from '../workflow/step-file.ts';
import type { JobState } from './job-state.ts';

/** An action on this machine. */
export interface LocatedAction {
  readonly directory: string;
  readonly file: ActionFile;
  /** `owner/repo` and ref; empty for a local one. */
  readonly repository: string;
  readonly ref: string;
}

/**
 * Finds `./path` in the workspace, and `owner/repo/path@ref` in the folder that the runner was given for
 * `owner/repo`. Throws `usage` for any other.
 */
export async function locateAction(job: JobState, step: UsesStep): Promise<LocatedAction> {
  const { uses, where } = step;
  const { base, path, repository, ref } = address(job, uses, where);
  const directory = resolve(base, path);
  if (!isInside(directory, base)) {
    throw new VaultMeshError('usage', `${where}: "${uses}" points outside of its repository.`);
  }
  for (const name of ['action.yml', 'action.yaml']) {
    const content = await readIfThere(join(directory, name));
    if (content !== undefined) {
      return { directory, file: await readAction(`${uses}/${name}`, content), repository, ref };
    }
  }
  throw new VaultMeshError(
    'usage',
    `${where}: there is no action.yml for "${uses}" in ${path || 'its root'}.`,
  );
}

function address(job: JobState, uses: string, where: string) {
  if (uses.startsWith('./')) return { base: job.folder.workspace, path: uses, repository: '', ref: '' };
  const match = /^([\w.-]+\/[\w.-]+)(\/[^@]*)?@(.+)$/.exec(uses);
  const base = job.settings.actions.get(match?.[1] ?? '');
  if (match === null || base === undefined) {
    throw new VaultMeshError('usage', `${where}: the action "${uses}" is not known to this sandbox.`);
  }
  const [, repository = '', path = '', ref = ''] = match;
  return { base, path: path.slice(1), repository, ref };
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
