import type { YamlNode } from '../../../yaml/yaml-node.ts';
import type { NamedImage } from './named-image.ts';

/** The image that a scalar of a YAML file names, behind `prefix`; none for another node. */
export function scalarImage(node: YamlNode | undefined, prefix = ''): readonly NamedImage[] {
  if (node?.kind !== 'scalar' || !node.value.startsWith(prefix)) return [];
  const { value, range, verbatim } = node;
  const quote = (range.end - range.start - value.length) / 2;
  return [{ image: value.slice(prefix.length), range, ...(verbatim && { end: range.end - quote }) }];
}
