import type { Context } from 'probot';
import { tellPress } from '../checks/tell-press.ts';
import { failureOfRun } from '../releases/failure-of-run.ts';
import { pressRecordButton } from '../releases/press-record-button.ts';
import { BACKFILL, RECORD, RECORD_CHECK, tagOfRecordCheck } from '../releases/record-check.ts';
import { showRecord } from '../releases/show-ended-record.ts';
import type { Services } from '../services.ts';
import { ownCheckId } from './own-check-id.ts';

/** Somebody asked for another look at the record of a release: it is by the ledger as it is now. */
export async function onRecordCheckRerequested(
  { payload, octokit }: Context<'check_run.rerequested'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository: place } = payload;
  const check = ownCheck(run, services);
  if (check === undefined) return;
  const repository = { owner: place.owner.login, repo: place.name };
  await services.turns.take(`repository ${place.full_name}`, async () => {
    const failed = await failureOfRun(octokit, repository, check.run);
    await showRecord(octokit, { ...check, repository, failed }, services);
  });
}

/** Somebody pressed a button beside the check of a release: what came of it is told there. */
export async function onRecordCheckAction(
  { payload, octokit, log }: Context<'check_run.requested_action'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository: place, requested_action: action, sender } = payload;
  const check = ownCheck(run, services);
  const button = [RECORD, BACKFILL].find(({ identifier }) => identifier === action?.identifier);
  if (check === undefined || button === undefined || sender.type !== 'User') return;
  const repository = { owner: place.owner.login, repo: place.name };
  const pressed = {
    ...{ ...check, repository, commit: run.head_sha, login: sender.login },
    isBackfill: button === BACKFILL,
    platform: services.config.spawnSettings.platform,
  };
  await services.turns.take(`repository ${place.full_name}`, async () => {
    const press = pressRecordButton(octokit, pressed);
    const told = await tellPress(octokit, { repository, run: run.id }, press);
    log.info({ tag: check.tag, told }, 'Button beside a release pressed');
  });
}

/** What is read of a check run. */
interface Run {
  readonly name: string;
  readonly external_id: string | null;
  readonly app: { readonly id: number } | null;
  readonly details_url?: string | null;
  readonly started_at: string;
  readonly completed_at: string | null;
}

/** The release of a check run, the page of the run that it tells of, and when it was told; nothing of another check. */
function ownCheck(
  { details_url: run, started_at, completed_at, ...named }: Run,
  services: Services,
): { readonly tag: string; readonly run: string; readonly since: string } | undefined {
  const tag = tagOfRecordCheck(ownCheckId(named, RECORD_CHECK, services));
  return tag === undefined || typeof run !== 'string'
    ? undefined
    : { tag, run, since: completed_at ?? started_at };
}
