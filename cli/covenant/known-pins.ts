import type { KnownPins } from '../../core/remembrancer/covenant/index.ts';
import { type Pins, readPins } from '../../core/spawn/pins.ts';
import { templatesDirectory } from '../../core/spawn/templates-directory.ts';

/** What the templates of this installation are pinned to, as the covenant's rules look it up for their fixes. */
export const knownPins = (): KnownPins => covenantPins(readPins(templatesDirectory()));

/** An action by each tag that its version has as a rule: `v7`, `v7.0` and `v7.0.1`. An image by its name and tag. */
export function covenantPins({ actions, images }: Pins): KnownPins {
  return {
    actions: new Map(
      Object.entries(actions).flatMap(([name, { version, sha: commit }]) =>
        tagsOf(version).map((tag) => [`${name}@${tag}`, { commit, version }]),
      ),
    ),
    images: new Map(Object.values(images).map(({ image, tag, digest }) => [`${image}:${tag}`, digest])),
  };
}

function tagsOf(version: string): readonly string[] {
  const parts = version.split('.');
  return parts.map((_, n) => parts.slice(0, n + 1).join('.'));
}
