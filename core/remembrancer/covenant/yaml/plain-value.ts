import type { YamlNode, YamlScalar } from './yaml-node.ts';

/** A document as JSON has it, by YAML's core schema; a key that stands twice has its last value. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plainValue);
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  return isPlain(node) ? scalarValue(node.value) : node.value;
}

/** Whether a scalar stands without quotes, so that it may be something else than text. */
const isPlain = ({ value, range: { start, end }, verbatim }: YamlScalar): boolean =>
  verbatim && end - start === value.length;

function scalarValue(text: string): unknown {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}
