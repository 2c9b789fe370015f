import type { RequestFault } from '../../../sandbox/github/index.ts';

type Kind = Exclude<RequestFault['kind'], 'stale-head'>;

/**
 * - `whole`: the Action gets over it by itself.
 * - `resumed`: the step fails and says why; run again, it goes on from there.
 * - `undated`: whole, but for the token over the checkpoint, of which a warning tells.
 */
export type GitHubOutcome = 'whole' | 'resumed' | 'undated';

interface GitHubCall {
  readonly method: string;
  /** As GitHub's OpenAPI document names it. */
  readonly route: string;
  /** How many such calls come before it. */
  readonly after?: number;
  readonly outcomes: Readonly<Partial<Record<Kind, GitHubOutcome>>>;
}

/** A read is repeated, and so is what a compare-and-swap protects. A call without a deadline of its own has 5 minutes: not tried. */
const LEDGER: GitHubCall['outcomes'] = {
  'server-error': 'whole',
  'secondary-limit': 'whole',
  'rate-limit': 'whole',
  'lost-answer': 'whole',
  truncated: 'whole',
  cut: 'whole',
  garbage: 'whole',
  hang: 'whole',
  stall: 'whole',
  drip: 'whole',
  refusal: 'resumed',
};
const LEFT = Object.fromEntries(Object.keys(LEDGER).map((kind) => [kind, 'resumed' as const]));
const READ: GitHubCall['outcomes'] = {
  'server-error': 'whole',
  'secondary-limit': 'whole',
  'rate-limit': 'whole',
  'lost-answer': 'whole',
  truncated: 'whole',
  cut: 'whole',
  garbage: 'whole',
  refusal: 'resumed',
};
/** Whether it was done is not known, so that it is not done again but looked at by the next run. */
const WRITE: GitHubCall['outcomes'] = {
  'server-error': 'resumed',
  'secondary-limit': 'whole',
  'rate-limit': 'whole',
  'lost-answer': 'resumed',
  truncated: 'resumed',
  cut: 'resumed',
  garbage: 'resumed',
  refusal: 'resumed',
};

const GRAPHQL = { method: 'POST', route: '/graphql', outcomes: LEDGER };
const RELEASES = '/repos/{owner}/{repo}/releases';
const upload = { method: 'POST', route: `${RELEASES}/{release_id}/assets`, outcomes: WRITE };

/** The calls of a record, in their order, and what comes of a fault in each. */
export const RECORD_CALLS: Readonly<Record<string, GitHubCall>> = {
  'read the ledger': GRAPHQL,
  'admit the entry': { ...GRAPHQL, after: 1 },
  'integrate the entry': { ...GRAPHQL, after: 2 },
  'time-stamp the checkpoint': { ...GRAPHQL, after: 3, outcomes: { ...LEDGER, refusal: 'undated' } },
  'draft the release': { method: 'POST', route: RELEASES, outcomes: WRITE },
  'upload the first file': upload,
  'upload the last file': { ...upload, after: 5 },
  publish: { method: 'PATCH', route: `${RELEASES}/{release_id}`, outcomes: WRITE },
};

/**
 * The calls of a backfill that brings a release up to date. It runs on a timer, so that a read of the ledger that fails is
 * left to the next run; what it appends is repeated as in a record.
 */
export const BACKFILL_CALLS: Readonly<Record<string, GitHubCall>> = {
  'read the ledger': { ...GRAPHQL, outcomes: LEFT },
  'append the evidence': { ...GRAPHQL, after: 3 },
  'list releases': { method: 'GET', route: RELEASES, outcomes: READ },
  'download the proof': {
    method: 'GET',
    route: `${RELEASES}/assets/{asset_id}`,
    outcomes: { ...READ, truncated: 'resumed' },
  },
  'upload the new proof': upload,
  'remove the old proof': {
    method: 'DELETE',
    route: `${RELEASES}/assets/{asset_id}`,
    // Its answer has no content that could break off.
    outcomes: { ...WRITE, truncated: 'whole' },
  },
  'rename the new proof': { method: 'PATCH', route: `${RELEASES}/assets/{asset_id}`, outcomes: WRITE },
  'upload the token': { ...upload, after: 1 },
};

/** A row for each call and kind. */
export const cellsOf = (
  calls: Readonly<Record<string, GitHubCall>>,
): readonly [call: string, fault: RequestFault, outcome: GitHubOutcome][] =>
  Object.entries(calls).flatMap(([call, { outcomes, ...where }]) =>
    Object.entries(outcomes).map(([kind, outcome]): [string, RequestFault, GitHubOutcome] => [
      call,
      { kind: kind as Kind, ...where },
      outcome,
    ]),
  );
