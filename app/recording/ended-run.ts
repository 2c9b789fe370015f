import type { RepositoryName } from '../../core/github/repository-name.ts';

/** A run of a repository's record workflow that has ended. */
export interface EndedRun {
  readonly repository: RepositoryName;
  /** The branch that it was dispatched on, which is the default branch. */
  readonly branch: string;
  /** The id of what it was to record, as the dispatch gave it: who may start the workflow chooses it. */
  readonly operation: string;
  /** GitHub's word: `success`, `failure`, `cancelled`, `timed_out`, … */
  readonly conclusion: string;
  /** Its page. */
  readonly url: string;
}

/** The workflow's own title for a run, `Record release:v1.0.0`. */
const TITLE = /^Record ([!-~]{1,200})$/;

/** The operation in the title of a run; `undefined` where the title is another. */
export const operationOf = (title: string): string | undefined => TITLE.exec(title)?.[1];
