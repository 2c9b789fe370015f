import { VaultMeshError } from '../../core/common/error.ts';
import { type Overlay, parsePlanHash, planSpawn, type SpawnRequest } from '../../core/spawn/index.ts';
import { stateOfAnswer } from '../github/answer.ts';
import { listComments } from '../github/list-comments.ts';
import { begunRequest } from '../spawn/begun-request.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command, Invocation } from './command.ts';
import { parseCommand } from './parse-command.ts';
import { overlayOf, refusePersonalAccount, SPAWN_GRAMMAR, spawnRequest, spawnRequested } from './spawn.ts';

/** `/approve <plan>`: makes exactly the plan that a `/spawn --dry-run` on the same issue has shown. */
export const approve: Command = {
  grammar: {
    name: 'approve',
    parameters: [{ name: 'plan' }],
    options: {},
    flags: [],
    summary: 'makes what the plan with this hash shows, which stands in the answer to /spawn --dry-run',
  },
  restricted: true,
  run: async (invocation) => {
    refusePersonalAccount(invocation);
    const overlay = await overlayOf(invocation);
    return spawnRequested(invocation, await plannedRequest(invocation, overlay), overlay);
  },
};

/**
 * The request on this issue whose plan has the hash, and was shown by the app's own answer to it, so to somebody who may
 * spawn. Whatever was edited since: the hash stands for every file and setting. When those have changed, what an interrupted
 * run of this very command has committed is still that plan.
 */
async function plannedRequest(
  { values, comment, client, services }: Invocation,
  overlay: Overlay | undefined,
): Promise<SpawnRequest> {
  const hash = parsePlanHash(values['plan'] ?? '');
  const { appId, spawnSettings, webhookSecret } = services.config;
  const comments = await listComments(client, comment.repository, comment.issue);
  const answers = comments.filter(({ body }) => body?.includes(hash));
  const requests = comments
    .filter(({ id }) => answers.some((each) => stateOfAnswer(each, appId, { comment: id }) === 'done'))
    .flatMap(({ body = '' }) => dryRunRequest(body, comment.repository.owner, overlay) ?? []);
  const planned = requests.find((request) => planSpawn(request, spawnSettings, overlay).hash === hash);
  if (planned) return planned;
  for (const { owner, name } of requests) {
    const key = requestKey(webhookSecret, comment.comment, name);
    const begun = await begunRequest(client, { owner, repo: name }, key);
    if (begun) return begun;
  }
  throw new VaultMeshError(
    'not-found',
    'No /spawn --dry-run on this issue was shown with this plan, or has it now. Plan again: the templates, the overlay or the settings may have changed.',
  );
}

function dryRunRequest(body: string, owner: string, overlay: Overlay | undefined): SpawnRequest | undefined {
  const parsed = parseCommand(body, [SPAWN_GRAMMAR]);
  if (!parsed || 'mistake' in parsed || parsed.values['dry-run'] !== 'true') return undefined;
  try {
    return spawnRequest(parsed.values, owner, overlay);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}
