/** What was started and must be stopped again, the newest first. */
export interface Stops {
  add(stop: () => Promise<void>): void;
  /** Stops everything once. What cannot be stopped keeps nothing else running; it is thrown at the end. */
  run(): Promise<void>;
}

export function createStops(): Stops {
  const stops: (() => Promise<void>)[] = [];
  return {
    add: (stop) => {
      stops.push(stop);
    },
    run: async () => {
      const failures: unknown[] = [];
      for (const stop of stops.splice(0).reverse()) {
        await stop().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped.');
    },
  };
}
