import type { FileText } from '../../../file-text.ts';
import { entriesOf, mergedEntriesOf } from '../../../yaml/yaml-lookup.ts';
import type { YamlNode } from '../../../yaml/yaml-node.ts';
import { valueOf } from '../../../yaml/yaml-lookup.ts';
import { imageReference } from './image-reference.ts';
import type { NamedImage } from './named-image.ts';
import { scalarImage } from './scalar-image.ts';
import { withVariables } from './with-variables.ts';

/** Whether a path is that of a file of Docker Compose: `compose.yaml`, `docker-compose.dev.yml`. */
export const isComposeFile = (path: string): boolean =>
  /(?:^|\/)(?:docker-|podman-)?compose(?:[._-][^/]*)?\.ya?ml$/i.test(path);

/**
 * The images that services run, with the defaults of variables and with `values`, those of the `.env` beside; what only the
 * environment knows is left out.
 */
export function composeImages(
  file: FileText,
  values: ReadonlyMap<string, string | undefined>,
): readonly NamedImage[] {
  return servicesOf(file).flatMap(({ image, isBuilt }) => (isBuilt ? [] : imageOf(image, values)));
}

/** The names, without tags, of the images that services build themselves. */
export function composeBuilds(
  file: FileText,
  values: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  return servicesOf(file)
    .filter(({ isBuilt }) => isBuilt)
    .flatMap(({ image }) => imageOf(image, values))
    .flatMap(({ image }) => imageReference(image)?.name ?? []);
}

function servicesOf({ yaml }: FileText): readonly { image: YamlNode | undefined; isBuilt: boolean }[] {
  const documents = 'documents' in yaml ? yaml.documents : [];
  return documents
    .flatMap((document) => entriesOf(valueOf(document, 'services')))
    .map(({ value }) => {
      const entries = mergedEntriesOf(value);
      return {
        image: entries.findLast(({ key }) => key === 'image')?.value,
        isBuilt: entries.some(({ key }) => key === 'build'),
      };
    });
}

function imageOf(
  node: YamlNode | undefined,
  values: ReadonlyMap<string, string | undefined>,
): readonly NamedImage[] {
  return scalarImage(node).flatMap(({ image, range, end }) => {
    const filled = withVariables(image, values);
    if (filled === undefined) return [];
    return [{ image: filled, range, ...(filled === image && end !== undefined && { end }) }];
  });
}
