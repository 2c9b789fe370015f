import { posix } from 'node:path';
import type { FileText } from '../../../../file-text.ts';
import { itemsOf, textOf, valueOf } from '../../../../yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../../yaml/yaml-node.ts';
import { imageReference } from '../image-reference.ts';
import type { NamedImage } from '../named-image.ts';
import { scalarImage } from '../scalar-image.ts';

/** Whether a path is that of a kustomization. */
export const isKustomization = (path: string): boolean =>
  /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);

/** An image that a kustomization gives another name, tag or digest. */
interface Replacement {
  /** As the manifests have it, without a tag. */
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: YamlNode;
  readonly digest?: string;
}

/** What the kustomizations of a repository put in the place of the images of its manifests. */
export class Kustomizations {
  readonly #files: ReadonlyMap<string, FileText>;
  /** The folders of kustomizations that take in a path, directly. */
  readonly #users = new Map<string, Set<string>>();
  readonly #replaced = new Map<string, ReadonlySet<string>>();

  constructor(files: readonly FileText[]) {
    this.#files = new Map(files.map((file) => [posix.dirname(file.path), file]));
    for (const [folder, file] of this.#files) {
      this.#replaced.set(
        folder,
        new Set(
          replacementsIn(file)
            .filter(isDecided)
            .map(({ name }) => name),
        ),
      );
      for (const path of resourcesOf(file)) {
        const used = posix.normalize(posix.join(folder, path)).replace(/\/$/, '');
        this.#users.set(used, (this.#users.get(used) ?? new Set()).add(folder));
      }
    }
  }

  /** Whether a kustomization that takes in the manifest at `path` says which tag or digest its image `name` gets. */
  replaces(path: string, name: string): boolean {
    const seen = new Set<string>();
    const waiting = [posix.dirname(path), ...(this.#users.get(path) ?? [])];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      if (this.#replaced.get(folder)?.has(name) === true) return true;
      waiting.push(...(this.#users.get(folder) ?? []));
    }
    return false;
  }
}

/** The images that a kustomization names by a tag and without a digest. */
export function kustomizationImages(file: FileText): readonly NamedImage[] {
  return replacementsIn(file).flatMap(({ name, newName = name, newTag, digest }) => {
    if (digest !== undefined) return [];
    return scalarImage(newTag).map(({ image, range }) => ({ image: `${newName}:${image}`, range }));
  });
}

const isDecided = ({ newTag, digest }: Replacement): boolean => newTag !== undefined || digest !== undefined;

function replacementsIn({ yaml }: FileText): readonly Replacement[] {
  const documents = 'documents' in yaml ? yaml.documents : [];
  return documents
    .flatMap((document) => itemsOf(valueOf(document, 'images')))
    .flatMap((entry) => {
      const name = textOf(valueOf(entry, 'name'));
      if (name === undefined) return [];
      const newName = textOf(valueOf(entry, 'newName'));
      const newTag = valueOf(entry, 'newTag');
      const digest = textOf(valueOf(entry, 'digest'));
      return [
        {
          name: imageReference(name)?.name ?? name,
          ...(newName !== undefined && newName !== '' && { newName }),
          ...(newTag !== undefined && { newTag }),
          ...(digest !== undefined && digest !== '' && { digest }),
        },
      ];
    });
}

function resourcesOf({ yaml }: FileText): readonly string[] {
  const documents = 'documents' in yaml ? yaml.documents : [];
  return documents.flatMap((document) =>
    ['resources', 'bases', 'components'].flatMap((key) =>
      itemsOf(valueOf(document, key)).flatMap((item) => textOf(item) ?? []),
    ),
  );
}
