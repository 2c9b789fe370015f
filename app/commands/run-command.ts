import type { Context } from 'probot';
import { type ErrorCode, VaultMeshError } from '../../core/common/error.ts';
import { isRepeated } from '../deliveries/attempt.ts';
import { describeFailure } from '../describe-failure.ts';
import { type AnswerState, findAnswer, putAnswer } from '../github/answer.ts';
import { react, type Reaction } from '../github/react.ts';
import { mayGive } from '../policy/may-give.ts';
import { checkOwner } from './check-owner.ts';
import type { Invocation } from './command.ts';
import type { ParsedCommand } from './parse-command.ts';

/** A command that stopped keeps its eyes: it may go on. */
const REACTIONS = { done: 'rocket', refused: 'confused', stopped: 'eyes' } as const satisfies Record<
  AnswerState,
  Reaction
>;

const REFUSALS: readonly ErrorCode[] = ['usage', 'policy', 'not-permitted', 'not-found', 'conflict'];

type Log = Context['log'];

/** What is known of a command before it was asked what it says and whether it may be given. */
type Given = Omit<Invocation, 'grant' | 'values'>;

/**
 * Runs what a comment asks for and answers it, once: a comment that has its final answer is left alone, an
 * interrupted run goes on. The answer comes last, so that it stands for everything before it.
 *
 * A refusal is answered and done with. Other failures are thrown, and answered too unless another attempt follows: the
 * delivery then counts as failed, and delivering it again goes on from there.
 */
export async function runCommand(invocation: Given, parsed: ParsedCommand, log: Log): Promise<void> {
  const { client, comment, commands, person, services } = invocation;
  const { appId, spawnSettings } = services.config;
  const earlier = await findAnswer(client, appId, comment);
  if (earlier && earlier.state !== 'stopped') {
    await tryReact(invocation, REACTIONS[earlier.state], log);
    return;
  }
  await tryReact(invocation, 'eyes', log);
  try {
    await finish('done', await perform());
  } catch (error) {
    if (isRefusal(error)) {
      await finish('refused', error.message);
    } else {
      if (!isRepeated(error)) await finish('stopped', stopped(describeFailure(error).message));
      throw error;
    }
  }

  async function perform(): Promise<string> {
    if ('mistake' in parsed) throw new VaultMeshError('usage', parsed.mistake);
    const command = commands.find(({ grammar }) => grammar.name === parsed.name);
    if (!command)
      throw new VaultMeshError('internal', `The command "${parsed.name}" was parsed but is not there.`);
    checkOwner(command, invocation);
    const grant = await mayGive(client, {
      ...{ command, commands, repository: comment.repository },
      ...{ platform: spawnSettings.platform, login: person.login },
    });
    return command.run({ ...invocation, grant, values: parsed.values });
  }

  async function finish(state: AnswerState, text: string): Promise<void> {
    services.metrics.commanded('mistake' in parsed ? 'unknown' : parsed.name, state);
    log.info({ comment: comment.comment, state }, 'Command answered');
    await putAnswer(client, appId, comment, state, text);
    await tryReact(invocation, REACTIONS[state], log);
  }
}

/** Reactions are a courtesy: a command does not fail for want of one. */
async function tryReact({ client, comment }: Given, reaction: Reaction, log: Log) {
  try {
    await react(client, comment, reaction);
  } catch (error) {
    log.warn({ err: error }, `The reaction "${reaction}" could not be set`);
  }
}

/** A decision of ours against the command, as opposed to something that went wrong underneath: `policy` is one also of what GitHub refuses. */
function isRefusal(error: unknown): error is VaultMeshError {
  if (!(error instanceof VaultMeshError) || !REFUSALS.includes(error.code)) return false;
  return error.cause === undefined || error.code === 'policy';
}

function stopped(reason: string): string {
  return [
    `This stopped before it was finished. ${reason}`,
    '',
    'What was made so far stays, and nothing is made twice: comment `/retry` to go on, once the reason is removed.',
  ].join('\n');
}
