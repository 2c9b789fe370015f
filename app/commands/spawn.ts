import { VaultMeshError } from '../../core/common/error.ts';
import { type Overlay, parseSpawnRequest, planSpawn, type SpawnRequest } from '../../core/spawn/index.ts';
import { describePlan } from '../spawn/describe-plan.ts';
import { describeService } from '../spawn/describe-service.ts';
import { fetchOverlay } from '../spawn/fetch-overlay.ts';
import { requestKey } from '../spawn/request-key.ts';
import { spawnService } from '../spawn/spawn-service.ts';
import type { Command, Invocation } from './command.ts';
import type { Grammar } from './grammar.ts';

export const SPAWN_GRAMMAR: Grammar = {
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
};

/** `/spawn <name>`: a finished service repository, and the pull request with the decision to have it. */
export const spawn: Command = {
  grammar: SPAWN_GRAMMAR,
  restricted: true,
  run: async (invocation) => {
    const { comment, services, values } = invocation;
    refusePersonalAccount(invocation);
    const overlay = await overlayOf(invocation);
    const request = spawnRequest(values, comment.repository.owner, overlay);
    if (values['dry-run'] === 'true') {
      const { spawnSettings } = services.config;
      return describePlan(request, planSpawn(request, spawnSettings, overlay), spawnSettings.platform);
    }
    return spawnRequested(invocation, request, overlay);
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

/** What the organisation of the comment lays over the templates. */
export function overlayOf({ client, comment, services }: Invocation): Promise<Overlay | undefined> {
  const { platform } = services.config.spawnSettings;
  return fetchOverlay(client, { owner: comment.repository.owner, repo: platform });
}

/** Makes the service for the comment of the invocation, and tells what was made. */
export async function spawnRequested(
  invocation: Invocation,
  request: SpawnRequest,
  overlay: Overlay | undefined,
): Promise<string> {
  const { comment, commentUrl, client, services } = invocation;
  const { webhookSecret, spawnSettings, witness } = services.config;
  const service = await spawnService(client, {
    request,
    settings: spawnSettings,
    overlay,
    key: requestKey(webhookSecret, comment.comment, request.name),
    commentUrl,
    date: comment.createdAt.slice(0, 10),
    witnessKey: witness.verifierKey,
  });
  return describeService(service);
}

/** Throws `not-permitted` where no app can create a repository. */
export function refusePersonalAccount({ comment, ownedByOrganisation }: Invocation): void {
  if (ownedByOrganisation) return;
  throw new VaultMeshError(
    'not-permitted',
    `${comment.repository.owner} is a personal account, in which GitHub lets no app create repositories. Use an ` +
      'organisation, or the command line: npx vaultmesh spawn.',
  );
}
