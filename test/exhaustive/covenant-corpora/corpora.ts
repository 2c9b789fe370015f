import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
  checkCovenant,
  gitTree,
  parseCovenantConfig,
  RULES,
} from '../../../core/remembrancer/covenant/index.ts';
import type { CovenantResult, GitPlace } from '../../../core/remembrancer/covenant/index.ts';

import corpora from './corpora.json' with { type: 'json' };

/** A public repository at a commit: its files are no part of the project. */
export interface Corpus {
  /** `owner/name` on github.com. */
  readonly repository: string;
  readonly commit: string;
}

export const CORPORA: readonly Corpus[] = corpora;

/**
 * Where its clone is: COVENANT_CORPORA is a folder with a bare clone of each, `owner+name/repo` or `owner+name`; `undefined`
 * when it is not there.
 */
export function cloneOf({ repository }: Corpus): GitPlace | undefined {
  const folder = process.env['COVENANT_CORPORA'] ?? '';
  if (folder === '') return undefined;
  const name = repository.replace('/', '+');
  const directory = [join(folder, name, 'repo'), join(folder, name)].find((path) =>
    existsSync(join(path, 'HEAD')),
  );
  return directory === undefined ? undefined : { directory };
}

/** What all rules find in it by their own levels; of its ledger it has none, and no change is looked at. */
export async function checkCorpus(place: GitPlace, { commit }: Corpus): Promise<CovenantResult> {
  return checkCovenant({
    tree: await gitTree(place, commit),
    config: parseCovenantConfig(undefined, new Set(RULES.map(({ id }) => id))),
    clock: () => new Date('2026-11-22T09:00:00Z'),
    ledger: 'none',
    pins: { actions: new Map(), images: new Map() },
  });
}
