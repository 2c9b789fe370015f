import { memberOf, textMembers } from '../../../manifests/values.ts';
import type { Declared, ManifestReader } from './declared.ts';

const SECTIONS = ['dependencies', 'peerDependencies', 'optionalDependencies'] as const;

/** What a package needs to be used. What its development needs is not told to who uses it. */
export const packageJson: ManifestReader = (text) => {
  const manifest = parsed(text);
  if (manifest === undefined) return undefined;
  return SECTIONS.flatMap((section) => {
    const places = placesOfKeys(text, text.indexOf(JSON.stringify(section)));
    return [...textMembers(memberOf(manifest, section))].map(([name, version]): Declared => ({
      name,
      version,
      at: places.get(JSON.stringify(name)) ?? 0,
    }));
  });
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where each key stands first from a place on. */
function placesOfKeys(text: string, from: number): Map<string, number> {
  const places = new Map<string, number>();
  for (const { 0: all, 1: key = '', index } of text.slice(from).matchAll(/("(?:[^"\\\n]|\\.)*")(?:\s*:)?/g)) {
    if (all.endsWith(':') && !places.has(key)) places.set(key, from + index);
  }
  return places;
}
