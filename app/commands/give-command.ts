import type { Context, ProbotOctokit } from 'probot';
import type { Giver } from '../github/answer.ts';
import type { Services } from '../services.ts';
import type { Command } from './command.ts';
import type { ParsedCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';

/** What gave a command: as much of a comment or an issue as counts. */
export interface GivenText {
  readonly id: Giver;
  /** Its number, and that of the issue of a comment. */
  readonly issue: number;
  /** RFC 3339 */
  readonly createdAt: string;
  readonly url: string;
}

/** As much of an event as says where, and by whom. */
export interface GivenWith {
  readonly payload: {
    readonly repository: {
      readonly name: string;
      readonly owner: { readonly login: string; readonly type: string };
    };
    readonly sender: { readonly login: string; readonly id: number };
  };
  readonly octokit: ProbotOctokit;
  readonly log: Context['log'];
}

/** Runs the command that the sender of an event gave by it, one after the other where GitHub delivers it twice. */
export async function giveCommand(
  { payload: { repository, sender }, octokit, log }: GivenWith,
  { id, issue, createdAt, url }: GivenText,
  parsed: ParsedCommand,
  commands: readonly Command[],
  services: Services,
): Promise<void> {
  const { owner, name } = repository;
  await services.turns.take(`command ${id}`, () =>
    runCommand(
      {
        comment: { repository: { owner: owner.login, repo: name }, issue, comment: id, createdAt },
        commentUrl: url,
        ownedByOrganisation: owner.type === 'Organization',
        person: { login: sender.login, id: sender.id },
        commands,
        client: octokit,
        services,
      },
      parsed,
      log,
    ),
  );
}
