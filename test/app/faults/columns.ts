import type { RequestFault } from '../../../sandbox/github/index.ts';

/** One of the calls of the app to GitHub in a clean run. */
export interface Call {
  readonly method: string;
  readonly route: string;
  /** How many of the same method and route come before it. */
  readonly nth: number;
  readonly isWrite: boolean;
}

/** What happens to one call, once. */
export interface Column {
  readonly name: string;
  readonly kind: RequestFault['kind'];
  /** Whether the process of the app is killed by SIGKILL in that moment. */
  readonly kills: boolean;
  readonly onlyWrites: boolean;
}

/**
 * Of a call that only reads, to be killed after it is to be killed before the next one: what GitHub has is the same, and the process has
 * nothing that outlives it.
 */
export const COLUMNS: readonly Column[] = [
  { name: 'killed before', kind: 'lost-request', kills: true, onlyWrites: false },
  { name: 'killed after', kind: 'lost-answer', kills: true, onlyWrites: true },
  { name: 'secondary limit at', kind: 'secondary-limit', kills: false, onlyWrites: false },
  { name: '422 from', kind: 'invalid', kills: false, onlyWrites: false },
  { name: '502 from', kind: 'server-error', kills: false, onlyWrites: false },
  { name: 'no answer from', kind: 'lost-answer', kills: false, onlyWrites: false },
];

/** What happens to the delivery. */
export const DELIVERIES = [
  'comes twice at once',
  'comes again',
  'is late',
  'comes while the app is down',
] as const;
export type DeliveryCase = (typeof DELIVERIES)[number];

/** What a clean run is held against. */
export type Case = { readonly column: Column; readonly call: Call } | { readonly delivery: DeliveryCase };

export const nameOf = (each: Case): string =>
  'delivery' in each
    ? `its delivery ${each.delivery}`
    : `${each.column.name} ${each.call.method} ${each.call.route} (${each.call.nth + 1})`;

/** Every case of a row whose clean run makes these calls. Only of commands one can come between: they are what is answered in order. */
export function casesOf(calls: readonly Call[], isAnswered: boolean): Case[] {
  const deliveries = DELIVERIES.filter((delivery) => isAnswered || delivery !== 'is late');
  return [
    ...calls.flatMap((call) =>
      COLUMNS.filter(({ onlyWrites }) => call.isWrite || !onlyWrites).map((column) => ({ column, call })),
    ),
    ...deliveries.map((delivery) => ({ delivery })),
  ];
}
