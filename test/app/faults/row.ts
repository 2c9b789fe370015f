import type { RepositoryName } from '../../../core/github/repository-name.ts';
import type { TableWorld } from './table-world.ts';

/** What sets the app in motion once, and the command that is answered then. */
export interface Prepared {
  readonly act: () => Promise<unknown>;
  /** Of a form the issue is known when it was filled in. */
  readonly command?: { readonly repository: RepositoryName; readonly issue: number };
}

/** Something that the app does. */
export interface Row {
  readonly name: string;
  /** What sets it in motion. */
  readonly event:
    | 'check_run'
    | 'installation_repositories'
    | 'issue_comment'
    | 'issues'
    | 'merge_group'
    | 'pull_request'
    | 'push'
    | 'release';
  /** In how many parts its cases are run side by side; 1 unless told. */
  readonly parts?: number;
  /** Whether what failed is not tried again before the next sweep. */
  readonly isLeftToSweep?: true;
  /** What all its cases have in common. */
  readonly furnish?: (world: TableWorld) => Promise<void>;
  /** Everything that comes before it, for the case `name`, which no other has. */
  readonly prepare: (world: TableWorld, name: string) => Promise<Prepared>;
}

/** Whether a command sets it in motion, which is answered. */
export const isCommand = ({ event }: Pick<Row, 'event'>): boolean =>
  event === 'issue_comment' || event === 'issues';
