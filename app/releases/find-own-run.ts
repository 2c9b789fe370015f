import { setTimeout as sleep } from 'node:timers/promises';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { findTagRun, type TagRunFinder } from '../github/find-tag-run.ts';

/** Of the time that there is, what passes before each further look: GitHub mostly begins a run within seconds. */
const PAUSES = [1 / 15, 2 / 15, 4 / 15, 8 / 15];

/**
 * The run of one of the workflows of a repository for a tag, as GitHub begins it when the tag is pushed or its release published;
 * `undefined` where none began within `patience` (ms). It looks at least once.
 */
export async function findOwnRun(
  client: TagRunFinder,
  repository: RepositoryName,
  workflows: readonly string[],
  tag: { readonly tag: string; readonly commit: string },
  patience: number,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<string | undefined> {
  for (const part of [0, ...(patience > 0 && workflows.length > 0 ? PAUSES : [])]) {
    if (part > 0) await pause(part * patience);
    for (const workflow of workflows) {
      const run = await findTagRun(client, repository, workflow, tag);
      if (run !== undefined) return run;
    }
  }
  return undefined;
}
