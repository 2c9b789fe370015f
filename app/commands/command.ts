import type { ProbotOctokit } from 'probot';
import type { CommandComment } from '../github/answer.ts';
import type { Grant } from '../policy/may-give.ts';
import type { StandardRole } from '../policy/standard-roles.ts';
import type { Services } from '../services.ts';
import type { Grammar } from './grammar.ts';

/** Who wrote the comment that gives a command. */
export interface Person {
  readonly login: string;
  readonly id: number;
}

/** A command as somebody gave it. */
export interface Invocation {
  /** Parameters and options by name; a flag that was given is `true`. */
  readonly values: Readonly<Record<string, string>>;
  readonly comment: CommandComment;
  readonly commentUrl: string;
  readonly ownedByOrganisation: boolean;
  readonly person: Person;
  /** What the person may do with it: by the time that it runs, that they may give it has been checked. */
  readonly grant: Grant;
  /** Every command that there is. */
  readonly commands: readonly Command[];
  readonly client: ProbotOctokit;
  readonly services: Services;
}

/** How exactly the plan of a command is made when somebody approves it. */
export interface Approval {
  /**
   * Makes what the words ask for, if that is the plan with this hash now, or what an interrupted run of the same approval has begun;
   * `undefined` where it is neither. The invocation is that of the approval; what is made counts for who asked.
   */
  readonly make: (
    invocation: Invocation,
    asked: {
      readonly asker: Person;
      readonly words: Readonly<Record<string, string>>;
      readonly hash: string;
    },
  ) => Promise<string | undefined>;
}

export interface Command {
  readonly grammar: Grammar;
  /** What it acts on: the organisation, whose file alone says who may give it, or the repository of the comment. */
  readonly scope: 'organisation' | 'repository';
  /**
   * Who may give it where no configuration says it: this role or a higher one, in the platform repository for what acts on the
   * organisation. Absent where the command itself asks who may.
   */
  readonly defaultRole?: StandardRole;
  /** There where it can show a plan and wait until somebody else approves that. */
  readonly approval?: Approval;
  /** Why it cannot be given in a repository of a person, and what to do instead; absent where it can. */
  readonly refusedToPersons?: string;
  /** Returns the answer in Markdown; throws a `VaultMeshError` to refuse. */
  readonly run: (invocation: Invocation) => Promise<string>;
}
