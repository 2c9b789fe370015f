/**
 * Work that takes turns: one task at a time for each key, tasks of different keys side by side. A key has names of GitHub's in it, so
 * upper and lower case are the same.
 */
export interface Turns {
  take<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
  /** Resolves when no task is left. */
  idle(): Promise<void>;
}

/**
 * Turns within one process. Every effect is found again before it is made, so turns are not what makes a repeated
 * delivery harmless; they keep two deliveries of the same thing from looking at the same moment.
 */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(name, task) {
      const key = name.toLowerCase();
      const turn = Promise.resolve(last.get(key)).then(task);
      const settled = turn.catch(() => undefined);
      last.set(key, settled);
      try {
        return await turn;
      } finally {
        if (last.get(key) === settled) last.delete(key);
      }
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
