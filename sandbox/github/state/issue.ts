import type { Account } from './account.ts';
import type { App } from './app.ts';
import type { Repository } from './repository.ts';

/** Who wrote something, and the app through which it was written. */
export interface Author {
  readonly account: Account;
  readonly app?: App;
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly content: (typeof REACTIONS)[number];
  readonly user: Account;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly author: Author;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface Label {
  readonly id: number;
  readonly name: string;
}

/** What a person said of a pull request as it was at a commit. */
export interface Review {
  readonly id: number;
  readonly author: Author;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  readonly body: string;
  readonly commit: string;
  readonly submittedAt: string;
}

/** What a review says of lines of the diff. */
export interface ReviewComment {
  readonly id: number;
  readonly review: Review;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  readonly line: number;
  readonly startLine: number | undefined;
  /** As far as the last of the lines. */
  readonly hunk: string;
  readonly body: string;
}

export interface Pull {
  /** A branch of the same repository, or of `headRepository`. */
  readonly head: string;
  /** The fork that it comes from. */
  readonly headRepository?: Repository;
  base: string;
  draft: boolean;
  /** Kept when the branches go away or move on. */
  headSha: string;
  baseSha: string;
  /** A merge with the base, for trying; `null` when they conflict. */
  testMerge: string | null;
  /** The base of that merge; absent when none was tried. */
  triedWith?: string;
  /** In the order in which they were submitted. */
  readonly reviews: Review[];
  /** Of all reviews, in the order in which they came. */
  readonly reviewComments: ReviewComment[];
  merged?: { readonly at: string; readonly by: Account; readonly sha: string };
}

/** An issue, or a pull request when `pull` is there: they share one number line. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Author;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | null;
  closedBy: Account | null;
  closedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  labels: Label[];
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  readonly pull?: Pull;
}
