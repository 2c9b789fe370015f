import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cargoPlace } from './make.ts';

/** What is needed of jest's global configuration. */
interface Run {
  readonly maxWorkers: number;
}

/**
 * Gives each worker that has none a copy of what another one compiled with cargo in the tests before, so that it does not
 * compile those packages again. Jest calls this before it starts the workers, so nothing is written there meanwhile.
 */
// Jest asks for one.
// eslint-disable-next-line no-restricted-syntax
export default function spreadCargo({ maxWorkers }: Run): void {
  const places = Array.from({ length: maxWorkers }, (_, index) => cargoPlace(index + 1));
  const compiled = places.find((place) => existsSync(place));
  if (compiled === undefined) return;
  for (const place of places) {
    // With the times of the files, by which cargo knows what is built.
    if (!existsSync(place)) execFileSync('cp', ['-Rp', compiled, place]);
  }
}
