import type { Range } from '../found.ts';

/** A YAML document as plain data, with the place of every part. Anchors are resolved, within a budget. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  /** In the order of the file. A key that stands twice is here twice. */
  readonly entries: readonly YamlEntry[];
  readonly range: Range;
}

export interface YamlEntry {
  /** The text of a scalar key; empty for any other. */
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly range: Range;
}

export interface YamlScalar {
  readonly kind: 'scalar';
  /** What it says: escapes resolved, blocks unfolded; numbers and booleans as they are written. */
  readonly value: string;
  /** As it stands in the file, quotes included. */
  readonly range: Range;
  /** Whether `value` is the text of `range` without its quotes, so that a place in it is a place in the file. */
  readonly verbatim: boolean;
}
