import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { CHECK_NAME, numberOfCheck } from '../checks/check-run-key.ts';
import { FIX } from '../checks/fix-button.ts';
import { fixPullRequest } from '../checks/fix-pull-request.ts';
import { lookAtPullRequests } from '../checks/look-at-pull-requests.ts';
import { tellBesideCheck } from '../checks/tell-beside-check.ts';
import type { Services } from '../services.ts';

/** Somebody asked for another look at a pull request, by the button beside a check of the app. */
export async function onCheckRunRerequested(
  { id, payload, octokit, log }: Context<'check_run.rerequested'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository } = payload;
  const number = numberOfCheck(run.external_id);
  if (run.app?.id !== services.config.appId || run.name !== CHECK_NAME || number === undefined) return;
  const request = { numbers: [number], commits: [run.head_sha], again: id };
  await lookAtPullRequests(octokit, repository, request, services, log);
}

/** Somebody pressed the button beside a check of the app: it is told there when nothing came of that. */
export async function onCheckRunAction(
  { payload, octokit, log }: Context<'check_run.requested_action'>,
  { config, clock, turns }: Services,
): Promise<void> {
  const { check_run: run, repository: place, requested_action: action, sender } = payload;
  const number = numberOfCheck(run.external_id);
  if (run.app?.id !== config.appId || run.name !== CHECK_NAME || number === undefined) return;
  if (action?.identifier !== FIX.identifier || sender.type !== 'User') return;
  const repository = { owner: place.owner.login, repo: place.name };
  await turns.take(`checks of ${place.full_name}`, async () => {
    try {
      const request = { repository, number, commit: run.head_sha, login: sender.login };
      log.info({ number, done: await fixPullRequest(octokit, request, clock) }, 'Pull request fixed');
    } catch (error) {
      if (!(error instanceof VaultMeshError) || !REFUSALS.includes(error.code)) throw error;
      await tellBesideCheck(octokit, repository, run, `The button did nothing. ${error.message}`);
    }
  });
}

/** What pressing it again would not change. */
const REFUSALS: readonly string[] = ['not-permitted', 'conflict', 'policy', 'usage', 'incomplete'];
