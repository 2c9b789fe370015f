import type { Remembered, WitnessState } from '../../../../../core/remembrancer/witness/index.ts';

/** A witness's memory for one test, and all that was ever kept in it. */
export function memoryState(): WitnessState & { readonly kept: string[] } {
  const memory = new Map<string, Remembered>();
  const kept: string[] = [];
  return {
    kept,
    recall: (origin) => Promise.resolve(memory.get(origin)),
    keep: (origin, note, earlier) => {
      if (memory.get(origin)?.serial !== earlier?.serial) return Promise.resolve(false);
      memory.set(origin, { note, serial: (earlier?.serial ?? 0) + 1 });
      kept.push(note);
      return Promise.resolve(true);
    },
  };
}
