import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../core/spawn/index.ts';
import type { Figure } from '../figure.ts';
import { runMeasured } from '../run-measured.ts';

/**
 * From the command to green `make test`, for a language: cold, when its tools have nothing in their caches, and warm, for
 * a second service. By the clock, for a person waits by it. Everything goes into `folder`.
 */
export function benchLanguage(program: string, folder: string, language: string): Figure[] {
  const home = join(folder, language);
  const env = { ...process.env, ...caches(home) };
  const made = (name: string): number => {
    mkdirSync(home, { recursive: true });
    const words = [program, 'spawn', name, '--owner', 'acme', '--language', language, '--out', name];
    const spawned = runMeasured([process.execPath, ...words], { cwd: home, env });
    const tested = runMeasured(['make', '--directory', name, 'test'], { cwd: home, env });
    return (spawned.wall + tested.wall) / 1000;
  };
  try {
    const what = 'from the command to green tests';
    return [
      { what, at: `${language}, cold`, value: made('my-first'), unit: 's' },
      { what, at: `${language}, warm`, value: made('my-second'), unit: 's' },
    ];
  } finally {
    // Go keeps its modules unwritable, which does not hold up their removal by force.
    runMeasured(['chmod', '-R', 'u+w', home]);
    rmSync(home, { recursive: true, force: true });
  }
}

/** The languages, as parts of the bench. */
export const languages = (): string[] => readCatalog().languages.map(({ id }) => id);

/** Where the tools of the languages keep what they fetched and built. */
function caches(home: string): NodeJS.ProcessEnv {
  return {
    PIP_CACHE_DIR: join(home, 'pip'),
    npm_config_cache: join(home, 'npm'),
    GOMODCACHE: join(home, 'go-modules'),
    GOCACHE: join(home, 'go-build'),
    CARGO_HOME: join(home, 'cargo'),
    CARGO_TARGET_DIR: join(home, 'cargo-target'),
  };
}
