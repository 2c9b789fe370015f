import type { NoteVerifier } from '../note/note-verifier.ts';

/** Whether the witnesses of these names, who cosigned, are enough. */
export type Quorum = (cosigned: ReadonlySet<string>) => boolean;

/** A trust policy (C2SP tlog-policy): the logs to accept, the witnesses that are known, and how many of them it takes. */
export interface Policy {
  readonly logs: readonly NoteVerifier[];
  /** By the name that the policy gives them. */
  readonly witnesses: ReadonlyMap<string, NoteVerifier>;
  readonly quorum: Quorum;
}
