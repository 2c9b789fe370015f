import type { Context } from 'probot';
import { CHECK_NAME, checkOf } from '../checks/check-run-key.ts';
import { FIX } from '../checks/fix-button.ts';
import { fixPullRequest } from '../checks/fix-pull-request.ts';
import { lookAtMergeGroup } from '../checks/look-at-merge-group.ts';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import { tellPress } from '../checks/tell-press.ts';
import type { Services } from '../services.ts';
import { ownCheckId } from './own-check-id.ts';

/** Somebody asked for another look at a pull request or merge group, by the button beside a check of the app. */
export async function onCheckRunRerequested(
  { id, payload, octokit, log }: Context<'check_run.rerequested'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository } = payload;
  const check = checkOf(ownCheckId(run, CHECK_NAME, services));
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
  const number = checkOf(ownCheckId(run, CHECK_NAME, services))?.subject;
  if (typeof number !== 'number') return;
  if (action?.identifier !== FIX.identifier || sender.type !== 'User') return;
  const repository = { owner: place.owner.login, repo: place.name };
  const look = { clock, serverUrl: config.spawnSettings.serverUrl };
  const request = { repository, number, commit: run.head_sha, login: sender.login };
  const press = async (): Promise<undefined> => {
    log.info({ number, done: await fixPullRequest(octokit, request, look) }, 'Pull request fixed');
  };
  await turns.take(`checks of ${place.full_name}`, () =>
    tellPress(octokit, { repository, run: run.id }, press()),
  );
}
