import type { YamlNode } from '../../../yaml/yaml-node.ts';
import type { NamedImage } from './named-image.ts';

/** A longer text names no image, whatever its expressions stand for. */
const MOST_CHARACTERS = 4096;

/** The image that a scalar of a YAML file names, behind `prefix`; none for another node. */
export function scalarImage(node: YamlNode | undefined, prefix = ''): readonly NamedImage[] {
  const value = node?.kind === 'scalar' ? node.value.trim() : undefined;
  if (node?.kind !== 'scalar' || value?.startsWith(prefix) !== true) return [];
  if (value.length > MOST_CHARACTERS) return [];
  const { range } = node;
  const verbatim = node.verbatim && value === node.value;
  const quote = (range.end - range.start - value.length) / 2;
  return [{ image: value.slice(prefix.length), range, ...(verbatim && { end: range.end - quote }) }];
}
