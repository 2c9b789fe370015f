import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ownGitEnvironment } from '../../../core/common/own-git-environment.ts';
import type { Surroundings } from './surroundings.ts';

/** Tools that people keep in their home, which the build's own home does not have. */
const KEPT_IN_HOME = { CARGO_HOME: '.cargo', RUSTUP_HOME: '.rustup', PYENV_ROOT: '.pyenv' } as const;

/**
 * Variables that say where tools keep what they made, or settings that may say so. What the second build takes from the first
 * is the same in both, whatever it depends on; without these, caches lie in the home, of which each build has its own.
 */
const CACHES = new Set([
  ...['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'],
  ...['CCACHE_DIR', 'CCACHE_NODISABLE', 'SCCACHE_DIR', 'GOCACHE', 'GOCACHEPROG', 'DUNE_CACHE_ROOT'],
  ...['CARGO_TARGET_DIR', 'CARGO_BUILD_TARGET_DIR', 'CARGO_BUILD_BUILD_DIR'],
  ...['ZIG_GLOBAL_CACHE_DIR', 'ZIG_LOCAL_CACHE_DIR', 'PIP_CACHE_DIR', 'UV_CACHE_DIR', 'PYTHONPYCACHEPREFIX'],
  ...['DENO_DIR', 'NX_CACHE_DIRECTORY', 'TURBO_CACHE_DIR'],
]);

/** ccache and sccache compile anew, also where a file of the machine or a server that is running names their cache. */
const ANEW = { CCACHE_DISABLE: '1', SCCACHE_RECACHE: '1' };

/** Where a build runs, and the time of its commit. */
export interface BuildPlace {
  /** Empty folders of this build alone. */
  readonly home: string;
  readonly temporary: string;
  readonly surroundings: Surroundings;
  /** In seconds since 1970. */
  readonly seconds: string;
}

/** The environment of the caller with what should not matter changed, and without caches and what leads git elsewhere. */
export function buildEnvironment(
  callers: Readonly<NodeJS.ProcessEnv>,
  { home, temporary, surroundings, seconds }: BuildPlace,
): NodeJS.ProcessEnv {
  const kept = Object.entries(ownGitEnvironment(callers)).filter(([name]) => !CACHES.has(name));
  const tools = Object.entries(KEPT_IN_HOME)
    .map(([name, folder]) => [name, callers[name] ?? join(callers['HOME'] ?? '', folder)] as const)
    .filter(([, folder]) => existsSync(folder));
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(tools),
    ...ANEW,
    ...surroundings.environment,
    HOME: home,
    TMPDIR: temporary,
    // Java asks the system for the home, so that Gradle would find that of the user.
    GRADLE_USER_HOME: join(home, '.gradle'),
    SOURCE_DATE_EPOCH: seconds,
  };
}
