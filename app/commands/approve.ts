import { VaultMeshError } from '../../core/common/error.ts';
import { type Overlay, parsePlanHash, planSpawn, type SpawnRequest } from '../../core/spawn/index.ts';
import { stateOfAnswer } from '../github/answer.ts';
import { listGivers, type PossibleGiver } from '../github/list-givers.ts';
import { checkSpawn } from '../policy/check-spawn.ts';
import { type Grant, mayGive } from '../policy/may-give.ts';
import { begunRequest } from '../spawn/begun-request.ts';
import { planMark } from '../spawn/plan-mark.ts';
import { requestKey } from '../spawn/request-key.ts';
import type { Command, Invocation, Person } from './command.ts';
import { parseGiven } from './parse-form.ts';
import { overlayOf, spawn, SPAWN_GRAMMAR, spawnRequest, spawnRequested } from './spawn.ts';

/** `/approve <plan>`: makes exactly the plan that a `/spawn` on the same issue has shown. */
export const approve: Command = {
  grammar: {
    name: 'approve',
    parameters: [{ name: 'plan' }],
    options: {},
    flags: [],
    summary: 'makes what the plan with this hash shows, which stands in the answer to /spawn --dry-run',
  },
  scope: 'organisation',
  ...(spawn.refusedToPersons !== undefined && { refusedToPersons: spawn.refusedToPersons }),
  run: async (invocation) => {
    const grant = await maySpawn(invocation, invocation.person);
    const overlay = await overlayOf(invocation);
    const plans = await plansShown(invocation, overlay);
    const { asker, request } = await approved(invocation, plans, grant, overlay);
    if (grant.approvalPlace !== undefined) await checkAsker(invocation, asker);
    checkSpawn(grant.spawn, request);
    return spawnRequested({ ...invocation, grant }, request, overlay, asker);
  },
};

/** A request whose plan the app has shown, and whose it was. */
interface ShownPlan {
  readonly asker: Person;
  readonly request: SpawnRequest;
}

/** Who may spawn may approve. */
function maySpawn({ client, commands, comment, services }: Invocation, { login }: Person): Promise<Grant> {
  const { platform } = services.config.spawnSettings;
  return mayGive(client, { command: spawn, repository: comment.repository, platform, login, commands });
}

/** Both of two people have to be allowed, now. */
async function checkAsker(invocation: Invocation, asker: Person): Promise<void> {
  try {
    await maySpawn(invocation, asker);
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'not-permitted') throw error;
    throw new VaultMeshError(
      'not-permitted',
      `${asker.login}, who asked for this plan, may not spawn any more. Somebody who may has to ask for it.`,
    );
  }
}

/**
 * The requests on this issue of which the app's own answer shows the plan with the hash, so from somebody who might spawn.
 * Whatever was edited since, by whomever: the answer has the app's mark for this comment, or issue, and this hash.
 */
async function plansShown(
  { values, comment, client, services }: Invocation,
  overlay: Overlay | undefined,
): Promise<ShownPlan[]> {
  const hash = parsePlanHash(values['plan'] ?? '');
  const { appId, webhookSecret } = services.config;
  const { givers, comments } = await listGivers(client, comment.repository, comment.issue);
  const isShown = ({ id }: PossibleGiver): boolean =>
    comments.some(
      (each) =>
        each.body?.includes(planMark(webhookSecret, id, hash)) === true &&
        stateOfAnswer(each, appId, { comment: id }) === 'done',
    );
  return givers.flatMap((each) => {
    const request = each.user && isShown(each) && requestIn(each, comment.repository.owner, overlay);
    return each.user && request ? [{ asker: each.user, request }] : [];
  });
}

/**
 * The one of the plans that is to be made: the hash stands for every file and setting. When those have changed, what an
 * interrupted run of this very command has committed is still that plan.
 *
 * Throws `not-permitted` for a plan of one's own that takes somebody else, `not-found` where there is none.
 */
async function approved(
  { values, comment, client, person, services }: Invocation,
  shown: readonly ShownPlan[],
  { approvalPlace }: Grant,
  overlay: Overlay | undefined,
): Promise<ShownPlan> {
  const hash = parsePlanHash(values['plan'] ?? '');
  const { spawnSettings, webhookSecret } = services.config;
  const plans = shown.filter(({ asker }) => approvalPlace === undefined || asker.id !== person.id);
  if (approvalPlace !== undefined && shown.length > 0 && plans.length === 0) {
    throw new VaultMeshError(
      'not-permitted',
      `This plan is your own, and it takes a second person (${approvalPlace}). Somebody else who may spawn has to comment this.`,
    );
  }
  const planned = plans.find(({ request }) => planSpawn(request, spawnSettings, overlay).hash === hash);
  if (planned) return planned;
  for (const { asker, request } of plans) {
    const key = requestKey(webhookSecret, comment.comment, request.name);
    const begun = await begunRequest(client, { owner: request.owner, repo: request.name }, key);
    if (begun) return { asker, request: begun };
  }
  throw new VaultMeshError(
    'not-found',
    'No /spawn --dry-run on this issue was shown with this plan, or has it now. Plan again: the templates, the overlay or the settings may have changed.',
  );
}

function requestIn(
  giver: PossibleGiver,
  owner: string,
  overlay: Overlay | undefined,
): SpawnRequest | undefined {
  const parsed = parseGiven(giver, [SPAWN_GRAMMAR]);
  if (!parsed || 'mistake' in parsed) return undefined;
  try {
    return spawnRequest(parsed.values, owner, overlay);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}
