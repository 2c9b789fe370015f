/** What pauses are divided by. */
const SHORTER = 4;

/** Up to what length it is a pause, in ms: what lasts longer is the time between two sweeps, or a limit. */
const LONGEST = 15_000;

export const shorter = (ms = 0): number => (ms <= LONGEST ? ms / SHORTER : ms);
