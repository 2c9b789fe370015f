import type { Memory } from '../../../../core/remembrancer/memory/index.ts';
import { remember } from '../../../../core/remembrancer/memory/remember.ts';
import { type Sample, sampleEntries } from './sample-entries.ts';

/** The memory of a log with these records. Nothing is proven: no tree was made of them. */
export const sampleMemory = (origin: string, ...samples: readonly Sample[]): Memory => ({
  checkpoint: { origin, size: samples.length, root: new Uint8Array(32) },
  verifierKey: `${origin}+00000000+AQ`,
  size: samples.length,
  root: new Uint8Array(32),
  proof: [],
  records: remember(sampleEntries(...samples)),
});
