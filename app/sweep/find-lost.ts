/** A row of GitHub's log of deliveries: one attempt at one. */
export interface LoggedAttempt {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly event: string;
  readonly action: string | null;
  readonly status_code: number;
}

/** The answer by which the app says that nothing can come of a delivery, or once said that it was done. */
const NOTHING_TO_DO = 200;

/**
 * What may be lost, oldest first, one attempt for each delivery. An answer of 202 says only that it was taken: the process may
 * have died with it.
 */
export function findLost(attempts: readonly LoggedAttempt[]): LoggedAttempt[] {
  const settled = new Set(
    attempts.filter(({ status_code: status }) => status === NOTHING_TO_DO).map(({ guid }) => guid),
  );
  const first = new Map<string, LoggedAttempt>();
  for (const attempt of attempts) {
    const known = first.get(attempt.guid);
    if (known === undefined || isBefore(attempt, known)) first.set(attempt.guid, attempt);
  }
  return [...first.values()]
    .filter(({ guid }) => !settled.has(guid))
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
}

function isBefore(one: LoggedAttempt, other: LoggedAttempt): boolean {
  const times = [one, other].map(({ delivered_at: at }) => Date.parse(at));
  const [a = 0, b = 0] = times;
  return a === b ? one.id < other.id : a < b;
}
