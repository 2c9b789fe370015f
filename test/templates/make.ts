import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where cargo puts what it compiles for a worker of jest. */
export const cargoPlace = (worker: string | number): string =>
  fileURLToPath(new URL(`../../node_modules/.cache/cargo/${worker}`, import.meta.url));

/**
 * Tells cargo where to put what it compiles on the way, so that a package is compiled once for all repositories that need it.
 * Repositories at the same time each have a place of their own: to cargo their programs are the same one, which it then
 * takes for built.
 */
export const SHARED_CARGO = {
  CARGO_BUILD_BUILD_DIR: cargoPlace(process.env['JEST_WORKER_ID'] ?? 1),
  CARGO_INCREMENTAL: '0',
  // What a service does is tested here, not how fast, so it compiles in half the time.
  CARGO_PROFILE_RELEASE_OPT_LEVEL: '0',
  CARGO_PROFILE_DEV_DEBUG: '0',
};

/** Longer than the first time with empty caches takes: it ends only what hangs. */
export const MAKE_TIMEOUT_MS = 900_000;

/** Runs targets of a spawned repository's Makefile. */
export function make(directory: string, ...targets: readonly string[]): SpawnSyncReturns<string> {
  const env = { ...process.env, ...SHARED_CARGO };
  return spawnSync('make', targets, { cwd: directory, encoding: 'utf8', env, timeout: MAKE_TIMEOUT_MS });
}
