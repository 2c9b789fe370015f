import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { CHECK_NAME, checkOf } from '../checks/check-run-key.ts';
import { FIX } from '../checks/fix-button.ts';
import { fixPullRequest } from '../checks/fix-pull-request.ts';
import { lookAtMergeGroup } from '../checks/look-at-merge-group.ts';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import { tellBesideCheck } from '../checks/tell-beside-check.ts';
import type { Services } from '../services.ts';

/** Somebody asked for another look at a pull request or merge group, by the button beside a check of the app. */
export async function onCheckRunRerequested(
  { id, payload, octokit, log }: Context<'check_run.rerequested'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository } = payload;
  const check = ownCheck(run, services);
  if (check === undefined) return;
  const { subject, base } = check;
  if (subject !== 'group') {
    const request = { numbers: [subject], commits: [run.head_sha], again: id };
    await lookAtPullRequests(octokit, repository, request, services, log);
  } else if (base !== undefined) {
    const ref = `refs/heads/${run.check_suite.head_branch ?? ''}`;
    const group = { commit: run.head_sha, base, ref, again: id };
    await lookAtMergeGroup(octokit, repository, group, services, log);
  }
}

/** Somebody pressed the button beside a check of the app: it is told there when nothing came of that. */
export async function onCheckRunAction(
  { payload, octokit, log }: Context<'check_run.requested_action'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository: place, requested_action: action, sender } = payload;
  const { clock, config, turns } = services;
  const number = ownCheck(run, services)?.subject;
  if (typeof number !== 'number') return;
  if (action?.identifier !== FIX.identifier || sender.type !== 'User') return;
  const repository = { owner: place.owner.login, repo: place.name };
  const look = { clock, serverUrl: config.spawnSettings.serverUrl };
  await turns.take(`checks of ${place.full_name}`, async () => {
    try {
      const request = { repository, number, commit: run.head_sha, login: sender.login };
      log.info({ number, done: await fixPullRequest(octokit, request, look) }, 'Pull request fixed');
    } catch (error) {
      if (!(error instanceof VaultMeshError) || !REFUSALS.includes(error.code)) throw error;
      await tellBesideCheck(octokit, repository, run, `The button did nothing. ${error.message}`);
    }
  });
}

/** What pressing it again would not change. */
const REFUSALS: readonly string[] = ['not-permitted', 'conflict', 'policy', 'usage', 'incomplete'];

interface EventRun {
  readonly name: string;
  readonly external_id: string | null;
  readonly app: { readonly id: number } | null;
}

/** What a check run is of, where it is the covenant's and the app's own. */
const ownCheck = (
  { name, external_id, app }: EventRun,
  { config }: Pick<Services, 'config'>,
): ReturnType<typeof checkOf> =>
  app?.id === config.appId && name === CHECK_NAME ? checkOf(external_id) : undefined;
