import { VaultMeshError } from '../../core/common/error.ts';
import { fullName, type RepositoryName } from '../../core/github/repository-name.ts';
import { outputOf, type CheckOutput, untold } from './check-output.ts';
import type { CheckSettings } from './check-pull-request.ts';
import type { CheckKey } from './check-run-key.ts';
import { covenantOfChange, type CovenantReader } from './covenant-of-change.ts';
import { type GroupReader, groupTexts } from './group-texts.ts';
import type { MergeTrial } from './merge-trial.ts';
import { type CheckRunWriter, openCheckRun, sayCheck } from './put-check-run.ts';

export type GroupChecker = CovenantReader & GroupReader & CheckRunWriter;

/** A merge group of a queue: `commit` is what would become the branch, `base` what it goes onto. */
export interface MergeGroup extends MergeTrial {
  readonly repository: RepositoryName;
  /** The pull request that the group was made for, where the name of its branch says so. */
  readonly number: number | undefined;
  /** The id of the delivery, where somebody asked for another look. */
  readonly again?: string;
}

/**
 * Holds what a merge queue is about to merge against the covenant, in one check run on its commit: a queue waits for each
 * required check on that, whatever the pull request has. A check that stands is left alone, an interrupted one goes on.
 */
export async function checkMergeGroup(
  client: GroupChecker,
  { repository, commit, base, number, again }: MergeGroup,
  { appId, clock, serverUrl, log }: CheckSettings,
): Promise<void> {
  const key: CheckKey = { subject: 'group', base, again };
  const run = await openCheckRun(client, appId, repository, commit, key);
  if (run.status === 'completed') return;
  const output = await looked();
  await sayCheck(client, appId, repository, run, key, output);
  log.info(
    { repository: fullName(repository), number, conclusion: output.conclusion },
    'Merge group checked',
  );

  async function looked(): Promise<CheckOutput> {
    const texts = await groupTexts(client, repository, { commit, base }, number);
    try {
      const change = { commit, base, texts };
      return outputOf(await covenantOfChange(client, repository, change, { clock, serverUrl }));
    } catch (error) {
      return untold('It cannot be told', reasonOf(error));
    }
  }
}

/** Why it cannot be told, where another attempt would not change that. Throws any other error. */
export function reasonOf(error: unknown): string {
  if (error instanceof VaultMeshError && TOLD.includes(error.code)) return error.message;
  throw error;
}

const TOLD: readonly string[] = ['usage', 'incomplete'];
