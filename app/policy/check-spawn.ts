import { VaultMeshError } from '../../core/common/error.ts';
import { globMatcher } from '../../core/common/matches-glob.ts';
import type { SpawnRequest } from '../../core/spawn/index.ts';
import type { SpawnRules } from './policy.ts';

/** Holds a request against what the organisation says of names and languages. Throws `policy` with what may be and where that is said. */
export function checkSpawn(
  { names, reserved, languages, placeOf }: SpawnRules,
  { name, language }: Pick<SpawnRequest, 'name' | 'language'>,
): void {
  const isLike = (globs: readonly string[]): boolean => globs.some((glob) => globMatcher(glob)(name));
  if (isLike(reserved))
    throw refusal(`The name "${name}" is reserved. Choose another one`, placeOf('reserved'));
  if (names !== undefined && !isLike(names))
    throw refusal(`The name "${name}" has to be like ${listed(names)}`, placeOf('names'));
  if (languages !== undefined && !languages.includes(language))
    throw refusal(`The language ${language} is not one of ${listed(languages)}`, placeOf('languages'));
}

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

const refusal = (what: string, place: string): VaultMeshError =>
  new VaultMeshError('policy', `${what} (${place}).`);
