import type { JobState } from '../job/job-state.ts';

export interface KnownActionContext {
  /** Every input that the action declares, given or default. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly job: JobState;
  readonly setOutput: (name: string, value: string) => void;
  /** Runs a program as a part of the step and returns what it wrote to standard output; throws when it fails. */
  readonly exec: (
    command: string,
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ) => Promise<string>;
}

/** A third-party action of which the sandbox does the part that our workflows use. */
export interface KnownAction {
  /** Default by input name; any other input is an error. */
  readonly inputs: Readonly<Record<string, string>>;
  run(context: KnownActionContext): Promise<void>;
}
