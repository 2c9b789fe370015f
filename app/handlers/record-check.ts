import type { Context } from 'probot';
import { VaultMeshError } from '../../core/common/error.ts';
import { tellBesideCheck } from '../checks/tell-beside-check.ts';
import { pressRecordButton } from '../releases/press-record-button.ts';
import { BACKFILL, RECORD, RECORD_CHECK, tagOfRecordCheck } from '../releases/record-check.ts';
import { showRecord } from '../releases/show-ended-record.ts';
import type { Services } from '../services.ts';

/** Somebody asked for another look at the record of a release: it is by the ledger as it is now. */
export async function onRecordCheckRerequested(
  { payload, octokit }: Context<'check_run.rerequested'>,
  services: Services,
): Promise<void> {
  const { check_run: run, repository: place } = payload;
  const check = ownCheck(run, services);
  if (check === undefined) return;
  const repository = { owner: place.owner.login, repo: place.name };
  const about = { ...check, repository, hasFailed: false };
  await services.turns.take(`repository ${place.full_name}`, () => showRecord(octokit, about, services));
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
  await services.turns.take(`repository ${place.full_name}`, async () => {
    const told = await pressRecordButton(octokit, {
      ...check,
      repository,
      commit: run.head_sha,
      login: sender.login,
      isBackfill: button === BACKFILL,
      platform: services.config.spawnSettings.platform,
    }).catch((error: unknown) => {
      if (!(error instanceof VaultMeshError) || !REFUSALS.includes(error.code)) throw error;
      return `The button did nothing. ${error.message}`;
    });
    log.info({ tag: check.tag, told }, 'Button beside a release pressed');
    await tellBesideCheck(octokit, repository, run, told);
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
  { app, name, external_id: id, details_url: run, started_at, completed_at }: Run,
  { config }: Services,
): { readonly tag: string; readonly run: string; readonly since: string } | undefined {
  const tag = app?.id === config.appId && name === RECORD_CHECK ? tagOfRecordCheck(id) : undefined;
  return tag === undefined || typeof run !== 'string'
    ? undefined
    : { tag, run, since: completed_at ?? started_at };
}

/** What pressing it again would not change. */
const REFUSALS: readonly string[] = ['not-permitted', 'not-found', 'conflict', 'policy', 'usage'];
