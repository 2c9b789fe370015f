import type { KnownPins } from './covenant-context.ts';

/** What `templates/pins.json` has that rules look up for their remedies and fixes. */
export interface Pinned {
  /** By `owner/repository`. */
  readonly actions: Readonly<Record<string, { readonly version: string; readonly sha: string }>>;
  readonly images: Readonly<
    Record<string, { readonly image: string; readonly tag: string; readonly digest: string }>
  >;
}

/** An action by each tag that its version has as a rule: `v7`, `v7.0` and `v7.0.1`. An image by its name and tag. */
export function knownPins({ actions, images }: Pinned): KnownPins {
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
