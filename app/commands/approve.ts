import { VaultMeshError } from '../../core/common/error.ts';
import { parsePlanHash } from '../../core/spawn/index.ts';
import { stateOfAnswer } from '../github/answer.ts';
import { listGivers, type PossibleGiver } from '../github/list-givers.ts';
import { type Grant, mayGive } from '../policy/may-give.ts';
import { planMark } from '../spawn/plan-mark.ts';
import type { Approval, Command, Invocation, Person } from './command.ts';
import { parseGiven } from './parse-form.ts';
import { spawn } from './spawn.ts';

/** `/approve <plan>`: makes exactly the plan that a command on the same issue has shown. */
export const approve: Command = {
  grammar: {
    name: 'approve',
    parameters: [{ name: 'plan' }],
    options: {},
    flags: [],
    summary: 'makes what the plan with this hash shows, which stands in the answer to --dry-run',
  },
  scope: 'organisation',
  ...(spawn.refusedToPersons !== undefined && { refusedToPersons: spawn.refusedToPersons }),
  run: async (invocation) => {
    const { values, person } = invocation;
    const hash = parsePlanHash(values['plan'] ?? '');
    const shown = await plansShown(invocation, hash);
    // Where there is none, who may not approve the plans of all is told no more than that.
    const grant = await grantTo(invocation, person, shown[0]?.command ?? spawn);
    for (const plan of ofOthers(shown, person, grant)) {
      if (grant.approvalPlace !== undefined) await checkAsker(invocation, plan);
      const { asker, approval, words } = plan;
      const made = await approval.make({ ...invocation, grant }, { asker, words, hash });
      if (made !== undefined) return made;
    }
    throw new VaultMeshError(
      'not-found',
      'No command on this issue was shown with this plan, or has it now. Plan again: the files, the templates, the overlay or the settings may have changed.',
    );
  },
};

/** A command whose plan the app has shown, and whose it was. */
interface ShownPlan {
  readonly asker: Person;
  readonly command: Command;
  readonly approval: Approval;
  readonly words: Readonly<Record<string, string>>;
}

/** Who may give a command may approve it. */
function grantTo(
  { client, commands, comment, services }: Invocation,
  { login }: Person,
  command: Command,
): Promise<Grant> {
  const { platform } = services.config.spawnSettings;
  return mayGive(client, { command, repository: comment.repository, platform, login, commands });
}

/** Both of two people have to be allowed, now. */
async function checkAsker(invocation: Invocation, { asker, command }: ShownPlan): Promise<void> {
  try {
    await grantTo(invocation, asker, command);
  } catch (error) {
    if (!(error instanceof VaultMeshError) || error.code !== 'not-permitted') throw error;
    throw new VaultMeshError(
      'not-permitted',
      `${asker.login}, who asked for this plan, may not ${command.grammar.name} any more. Somebody who may has to ask for it.`,
    );
  }
}

/**
 * The commands on this issue of which the app's own answer shows the plan with the hash, so from somebody who might give them.
 * Whatever was edited since, by whomever: the answer has the app's mark for this comment, or issue, and this hash.
 */
async function plansShown(
  { comment, client, commands, services }: Invocation,
  hash: string,
): Promise<ShownPlan[]> {
  const { appId, webhookSecret } = services.config;
  const { givers, comments } = await listGivers(client, comment.repository, comment.issue);
  const isShown = ({ id }: PossibleGiver): boolean =>
    comments.some(
      (each) =>
        each.body?.includes(planMark(webhookSecret, id, hash)) === true &&
        stateOfAnswer(each, appId, { comment: id }) === 'done',
    );
  const grammars = commands.map(({ grammar }) => grammar);
  return givers.filter(isShown).flatMap((giver) => {
    const parsed = parseGiven(giver, grammars);
    if (!giver.user || !parsed || 'mistake' in parsed) return [];
    const command = commands.find(({ grammar }) => grammar.name === parsed.name);
    const approval = command?.approval;
    return approval ? [{ asker: giver.user, command, approval, words: parsed.values }] : [];
  });
}

/** Those that this person may approve. Throws `not-permitted` where all are their own, and take somebody else. */
function ofOthers(
  shown: readonly ShownPlan[],
  person: Person,
  { approvalPlace }: Grant,
): readonly ShownPlan[] {
  if (approvalPlace === undefined) return shown;
  const plans = shown.filter(({ asker }) => asker.id !== person.id);
  const [own] = shown;
  if (own === undefined || plans.length > 0) return plans;
  throw new VaultMeshError(
    'not-permitted',
    `This plan is your own, and it takes a second person (${approvalPlace}). Somebody else who may ${own.command.grammar.name} has to comment this.`,
  );
}
