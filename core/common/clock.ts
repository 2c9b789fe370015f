/** The present moment. Passed in, so that a test or a replay decides what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** RFC 3339 in UTC with whole seconds, as every document of VaultMesh writes time: `2026-11-20T09:30:00Z`. */
export function formatTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Whether `time` is after `at`, by more than the second that is between clocks of whole seconds and finer ones. */
export const isAfter = (time: Date, at: Date): boolean => time.getTime() > at.getTime() + 1000;
