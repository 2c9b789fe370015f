import type { App } from './app.ts';

export const CHECK_STATUSES = ['queued', 'in_progress', 'completed'] as const;

export const CHECK_CONCLUSIONS = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
] as const;

export type CheckConclusion = (typeof CHECK_CONCLUSIONS)[number];

/** The check runs of one app on one commit. */
export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly createdAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: (typeof CHECK_STATUSES)[number];
  conclusion: CheckConclusion | null;
  startedAt: string;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: unknown[];
}
