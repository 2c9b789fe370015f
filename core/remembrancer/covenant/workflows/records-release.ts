import type { FileText } from '../file-text.ts';
import { entriesOf, entryOf, isScalar, textOf, valueOf, walk } from '../yaml/yaml-lookup.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { meansRef } from './ref-pattern.ts';
import { usesOf } from './uses-of.ts';

/** What is known of a release that was published. */
export interface TaggedRelease {
  readonly tag: string;
  readonly prerelease: boolean;
}

/**
 * Whether a workflow records the releases of a tag by itself: it is to run when the tag is pushed or its release is published, and uses
 * the record Action of one of `repositories` (`vaultmesh/record`), its step `append`, or a reusable workflow `vaultmesh-record.yml`.
 * Whether it did run is another question: GitHub starts none for what a workflow does with its own token.
 */
export function recordsRelease(
  file: FileText,
  release: TaggedRelease,
  repositories: readonly string[],
): boolean {
  const documents = 'documents' in file.yaml ? file.yaml.documents : [];
  if (!documents.some((document) => runsFor(valueOf(document, 'on'), release))) return false;
  return usesOf(file).some(({ value }) => {
    const [place = ''] = value.split('@');
    if (/(?:^|\/)\.github\/workflows\/vaultmesh-record\.ya?ml$/u.test(place)) return true;
    return repositories.some((name) => [name, `${name}/actions/append`].includes(place));
  });
}

/** The actions that come with its publication; `created` only where it was no draft before, which nothing tells afterwards. */
const actionsOf = ({ prerelease }: TaggedRelease): readonly string[] => [
  'published',
  'created',
  prerelease ? 'prereleased' : 'released',
];

/** Whether what stands behind `on:` is triggered by the tag or its release. */
function runsFor(on: YamlNode | undefined, release: TaggedRelease): boolean {
  if (on === undefined) return false;
  if (on.kind !== 'map')
    return [...walk(on)].some((event) => /^(?:push|release)$/u.test(textOf(event) ?? ''));
  const releases = entryOf(on, 'release');
  if (releases !== undefined) {
    const types = textsIn(valueOf(releases.value, 'types'));
    if (types.length === 0 || types.some((type) => actionsOf(release).includes(type))) return true;
  }
  const push = entryOf(on, 'push');
  return push !== undefined && isPushed(push.value, release.tag);
}

function isPushed(filters: YamlNode, tag: string): boolean {
  const tags = valueOf(filters, 'tags');
  if (tags !== undefined) return meansRef(textsIn(tags), tag);
  const ignored = valueOf(filters, 'tags-ignore');
  if (ignored !== undefined) return !meansRef(textsIn(ignored), tag);
  return !entriesOf(filters).some(({ key }) => key === 'branches' || key === 'branches-ignore');
}

/** A text, or those of a list. */
const textsIn = (node: YamlNode | undefined): string[] =>
  node === undefined ? [] : [...walk(node)].filter(isScalar).map(({ value }) => value);
