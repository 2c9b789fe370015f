import type { FileText } from '../../../../file-text.ts';
import { itemsOf, textOf, valueOf, walk } from '../../../../yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../../yaml/yaml-node.ts';
import type { NamedImage } from '../named-image.ts';
import { scalarImage } from '../scalar-image.ts';

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Whether a text may be a manifest: what else is in a repository's YAML need not be parsed. */
export const mayBeManifest = (latin1: string): boolean =>
  /^["']?apiVersion["']?:/m.test(latin1) && /^["']?kind["']?:/m.test(latin1);

/**
 * The images that the resources of a manifest run: in the containers of any kind, so those of operators too, and as
 * volumes.
 */
export function kubernetesImages({ yaml }: FileText): readonly NamedImage[] {
  const documents = 'documents' in yaml ? yaml.documents : [];
  return documents.filter(isResource).flatMap((document) => [...walk(document)].flatMap(imagesAt));
}

const isResource = (document: YamlNode): boolean =>
  textOf(valueOf(document, 'apiVersion')) !== undefined && textOf(valueOf(document, 'kind')) !== undefined;

function imagesAt(node: YamlNode): readonly NamedImage[] {
  const containers = CONTAINERS.flatMap((key) => itemsOf(valueOf(node, key)));
  const volumes = itemsOf(valueOf(node, 'volumes'));
  return [
    ...containers.flatMap((container) => scalarImage(valueOf(container, 'image'))),
    ...volumes.flatMap((volume) => scalarImage(valueOf(volume, 'image', 'reference'))),
  ];
}
