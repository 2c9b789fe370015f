import type { ProbotOctokit } from 'probot';
import type { CommandComment } from '../github/answer.ts';
import type { Services } from '../services.ts';
import type { Grammar } from './grammar.ts';

/** A command as somebody gave it. */
export interface Invocation {
  /** Parameters and options by name; a flag that was given is `true`. */
  readonly values: Readonly<Record<string, string>>;
  readonly comment: CommandComment;
  readonly commentUrl: string;
  readonly ownedByOrganisation: boolean;
  readonly client: ProbotOctokit;
  readonly services: Services;
}

export interface Command {
  readonly grammar: Grammar;
  /** Whether it takes a role that may write in the organisation's platform repository. */
  readonly restricted: boolean;
  /** Returns the answer in Markdown; throws a `VaultMeshError` to refuse. */
  readonly run: (invocation: Invocation) => Promise<string>;
}
