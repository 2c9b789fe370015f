import { codeSpan } from '../code-span.ts';
import { stateOfAnswer } from '../github/answer.ts';
import { listGivers, type PossibleGiver } from '../github/list-givers.ts';
import { planMark } from '../spawn/plan-mark.ts';
import type { Approval, Command, Invocation, Person } from './command.ts';
import { parseGiven } from './parse-form.ts';

/** A command whose plan the app has shown, and whose it was. */
export interface ShownPlan {
  readonly hash: string;
  readonly asker: Person;
  readonly command: Command;
  readonly approval: Approval;
  readonly words: Readonly<Record<string, string>>;
  /** Whether an `/approve` of it on this issue has made it. */
  readonly isMade: boolean;
}

/**
 * The commands on this issue of which the app's own answer shows a plan, so from somebody who might give them, the oldest first: those
 * with the plan `hash`, or without that all that the answers tell how to approve. Whatever was edited since, by whomever: the answer has
 * the app's mark for this comment, or issue, and the hash.
 */
export async function plansShown(
  { comment, client, commands, services }: Invocation,
  hash?: string,
): Promise<ShownPlan[]> {
  const { appId, webhookSecret } = services.config;
  const { givers, comments } = await listGivers(client, comment.repository, comment.issue);
  const grammars = commands.map(({ grammar }) => grammar);
  const answersTo = ({ id }: PossibleGiver): string[] =>
    comments
      .filter((each) => stateOfAnswer(each, appId, { comment: id }) === 'done')
      .map(({ body = '' }) => body);
  const given = givers.flatMap((giver) => {
    const parsed = parseGiven(giver, grammars);
    const answers = answersTo(giver);
    if (answers.length === 0 || !giver.user || !parsed || 'mistake' in parsed) return [];
    return [{ id: giver.id, asker: giver.user, answers, ...parsed }];
  });
  const made = given.flatMap(({ name, values }) => (name === 'approve' ? values['plan']?.toLowerCase() : []));
  return given.flatMap(({ id, asker, answers, name, values: words }) => {
    const command = commands.find(({ grammar }) => grammar.name === name);
    const approval = command?.approval;
    if (!approval) return [];
    const hashes = hash === undefined ? new Set(answers.flatMap(hashesIn)) : [hash];
    return [...hashes]
      .filter((each) => answers.some((body) => body.includes(planMark(webhookSecret, id, each))))
      .map((each) => ({ hash: each, asker, command, approval, words, isMade: made.includes(each) }));
  });
}

/** What an answer with a plan tells to comment. */
const hashesIn = (body: string): string[] =>
  [...body.matchAll(/\/approve ([0-9a-f]{64})/g)].map(([, hash = '']) => hash);

/** The plans that nobody has approved yet, with what to comment; or how to have one shown, in Markdown. */
export function tellAwaited(
  shown: readonly ShownPlan[],
  { commands, ownedByOrganisation }: Invocation,
): string {
  const waiting = new Map(shown.flatMap((plan) => (plan.isMade ? [] : [[plan.hash, plan]])));
  if (waiting.size > 0) {
    const rows = [...waiting.values()].map((plan) => `- \`/approve ${plan.hash}\` makes ${describe(plan)}`);
    return ['These wait here:', '', ...rows].join('\n');
  }
  const able = commands.filter(
    ({ approval, refusedToPersons }) =>
      approval !== undefined && (ownedByOrganisation || refusedToPersons === undefined),
  );
  const names = able.map(({ grammar }) => `\`/${grammar.name}\``).join(' or ');
  return `No plan waits on this issue. ${names} with \`--dry-run\`, as a comment here, shows one, with the line that approves it.`;
}

function describe({ command: { grammar }, words, asker }: ShownPlan): string {
  const parameters = grammar.parameters.map(({ name }) => words[name] ?? '');
  return `${codeSpan([`/${grammar.name}`, ...parameters].join(' '))}, which ${asker.login} asked for`;
}
