import { VaultMeshError } from '../../core/common/error.ts';
import { parsePlanHash } from '../../core/spawn/index.ts';
import { codeSpan } from '../code-span.ts';
import { type Grant, mayGive } from '../policy/may-give.ts';
import { checkOwner } from './check-owner.ts';
import type { Command, Invocation, Person } from './command.ts';
import { plansShown, type ShownPlan, tellAwaited } from './shown-plans.ts';
import { spawn } from './spawn.ts';

/** `/approve <plan>`: makes exactly the plan that a command on the same issue has shown. */
export const approve: Command = {
  grammar: {
    name: 'approve',
    parameters: [{ name: 'plan', isOptional: true }],
    options: {},
    flags: [],
    summary:
      'makes what the plan with this hash shows, which stands in the answer to --dry-run; without one it says which wait here',
  },
  scope: 'organisation',
  run: async (invocation) => {
    const { values, person } = invocation;
    const hash = hashIn(values['plan']);
    const shown = await plansShown(invocation, hash);
    const [first] = shown;
    // Where there is none, who may not approve the plans of all is told no more than that.
    const grant = await grantTo(invocation, person, first?.command ?? spawn);
    if (hash === undefined) throw unnamed(values['plan'], tellAwaited(shown, invocation));
    if (first) checkOwner(first.command, invocation);
    for (const plan of ofOthers(shown, person, grant)) {
      if (grant.approvalPlace !== undefined) await checkAsker(invocation, plan);
      const { asker, approval, words } = plan;
      const made = await approval.make({ ...invocation, grant }, { asker, words, hash });
      if (made !== undefined) return made;
    }
    throw new VaultMeshError(
      'not-found',
      'No command on this issue was shown with this plan, or has it now. Plan again: the files, the templates, the overlay or the ' +
        `settings may have changed. \`/approve\` alone says which plans wait here.`,
    );
  },
};

/** What stands for a plan, if that can be its hash. */
function hashIn(plan: string | undefined): string | undefined {
  if (plan === undefined) return undefined;
  try {
    return parsePlanHash(plan);
  } catch (error) {
    if (error instanceof VaultMeshError) return undefined;
    throw error;
  }
}

const unnamed = (plan: string | undefined, awaited: string): VaultMeshError => {
  const what = plan === undefined ? 'Which plan?' : `${codeSpan(plan)} is no plan, which has 64 hex digits.`;
  return new VaultMeshError('usage', `${what} ${awaited}`);
};

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
