import { type Overlay, parseSpawnRequest, planSpawn, type SpawnRequest } from '../../core/spawn/index.ts';
import { VaultMeshError } from '../../core/common/error.ts';
import { fullName } from '../../core/github/repository-name.ts';
import { checkQuota, spawnedMark } from '../policy/check-quota.ts';
import { checkSpawn } from '../policy/check-spawn.ts';
import { begunRequest } from '../spawn/begun-request.ts';
import { isClaimed } from '../spawn/claim-repository.ts';
import { describePlan } from '../spawn/describe-plan.ts';
import { describeService } from '../spawn/describe-service.ts';
import { fetchOverlay } from '../spawn/fetch-overlay.ts';
import { planMark } from '../spawn/plan-mark.ts';
import { requestKey } from '../spawn/request-key.ts';
import { spawnService } from '../spawn/spawn-service.ts';
import type { Command, Invocation, Person } from './command.ts';
import type { Grammar } from './grammar.ts';

const GRAMMAR: Grammar = {
  name: 'spawn',
  parameters: [{ name: 'name' }],
  options: {
    language: 'python',
    kind: 'service',
    'with-mq': 'rabbitmq|nats',
    description: '"one line"',
    license: 'MIT',
  },
  flags: ['with-mcp', 'dry-run'],
  summary:
    'creates a service repository with tests, workflows and a ledger, and proposes the decision to have it; ' +
    'with --dry-run it only shows the plan',
  example: '/spawn my-service --language python',
};

/** `/spawn <name>`: a finished service repository, and the pull request with the decision to have it. */
export const spawn: Command = {
  grammar: GRAMMAR,
  scope: 'organisation',
  defaultRole: 'write',
  approval: {
    make: async (invocation, { asker, words, hash }) => {
      const overlay = await overlayOf(invocation);
      const request = await approvedRequest(invocation, words, hash, overlay);
      if (request === undefined) return undefined;
      checkSpawn(invocation.grant.spawn, request);
      return spawnRequested(invocation, request, overlay, asker);
    },
  },
  refusedToPersons:
    'GitHub lets no app create repositories there. Use an organisation, or the command line: npx vaultmesh spawn.',
  run: async (invocation) => {
    const { comment, grant, services, values, person } = invocation;
    const overlay = await overlayOf(invocation);
    const request = spawnRequest(values, comment.repository.owner, overlay);
    checkSpawn(grant.spawn, request);
    const { approvalPlace } = grant;
    if (values['dry-run'] === 'true' || approvalPlace !== undefined) {
      const { spawnSettings, webhookSecret } = services.config;
      const plan = planSpawn(request, spawnSettings, overlay);
      const mark = planMark(webhookSecret, comment.comment, plan.hash);
      return `${describePlan(request, plan, spawnSettings.platform, approvalPlace)}\n${mark}`;
    }
    return spawnRequested(invocation, request, overlay, person);
  },
};

/** What the words of a `/spawn` ask for, planned or not. Throws what `parseSpawnRequest` throws. */
export function spawnRequest(
  values: Readonly<Record<string, string>>,
  owner: string,
  overlay: Overlay | undefined,
): SpawnRequest {
  const { 'with-mcp': mcp, 'with-mq': mq, ...others } = values;
  const fields = Object.fromEntries(Object.entries(others).filter(([name]) => name !== 'dry-run'));
  const request = { ...fields, mcp: mcp === 'true', ...(mq !== undefined && { mq }), owner };
  return parseSpawnRequest(request, overlay?.defaults);
}

/**
 * What a plan was shown for, if the words still ask for exactly that. The hash stands for every file and setting: when those have changed,
 * what an interrupted run of this very command has committed is still that plan.
 */
async function approvedRequest(
  { comment, client, services }: Invocation,
  words: Readonly<Record<string, string>>,
  hash: string,
  overlay: Overlay | undefined,
): Promise<SpawnRequest | undefined> {
  const { spawnSettings, webhookSecret } = services.config;
  const request = requestIn(words, comment.repository.owner, overlay);
  if (request === undefined || planSpawn(request, spawnSettings, overlay).hash === hash) return request;
  const key = requestKey(webhookSecret, comment.comment, request.name);
  return begunRequest(client, { owner: request.owner, repo: request.name }, key);
}

/** Words that had a plan may have none any more: what they are held against has changed. */
function requestIn(...asked: Parameters<typeof spawnRequest>): SpawnRequest | undefined {
  try {
    return spawnRequest(...asked);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}

/** What the organisation of the comment lays over the templates. */
export function overlayOf({ client, comment, services }: Invocation): Promise<Overlay | undefined> {
  const { platform } = services.config.spawnSettings;
  return fetchOverlay(client, { owner: comment.repository.owner, repo: platform });
}

/**
 * Makes the service for the comment of the invocation, and tells what was made. It counts for `asker`; one that was begun is
 * finished whatever was made since.
 */
export async function spawnRequested(
  invocation: Invocation,
  request: SpawnRequest,
  overlay: Overlay | undefined,
  asker: Person,
): Promise<string> {
  const { comment, commentUrl, client, grant, services } = invocation;
  const { webhookSecret, spawnSettings, witness } = services.config;
  const { owner } = comment.repository;
  const key = requestKey(webhookSecret, comment.comment, request.name);
  const { perPersonPerHour, placeOf, visibility } = grant.spawn;
  // One at a time: each counts those before it.
  return services.turns.take(`spawns of ${owner} for ${asker.id}`, async () => {
    if (perPersonPerHour !== undefined && !(await isClaimed(client, { owner, repo: request.name }, key))) {
      await checkQuota(
        client,
        { owner, repo: spawnSettings.platform },
        {
          ...{ person: asker, most: perPersonPerHour, webhookSecret },
          ...{ now: services.clock(), place: placeOf('per-person-per-hour') },
        },
      );
    }
    // Its ledger is begun in the turn of its repository, as by whomever else.
    const service = await services.turns.take(`repository ${fullName({ owner, repo: request.name })}`, () =>
      spawnService(client, {
        request,
        settings: spawnSettings,
        overlay,
        key,
        commentUrl,
        date: comment.createdAt.slice(0, 10),
        witnessKey: witness.verifierKey,
        proposalMark: (branch) => spawnedMark(webhookSecret, asker.id, branch),
        ...(visibility !== undefined && { visibility }),
      }),
    );
    return describeService(service);
  });
}
