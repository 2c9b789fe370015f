import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml';
import type { Range } from '../found.ts';
import { MOST_DEPTH, MOST_NODES } from './yaml-bounds.ts';
import { lineOf } from '../text/line-of.ts';
import { Unreadable } from './unreadable.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';

/** A node, how many it is with all in it, and how many stand in each other. */
interface Sized {
  readonly node: YamlNode;
  readonly nodes: number;
  readonly depth: number;
}

/** The documents as plain data. What an alias names is the same object again, and counts again. Throws `Unreadable`. */
export function unfolded(documents: readonly Document.Parsed[], text: string): readonly YamlNode[] {
  let left = MOST_NODES;
  return documents.map((document) => {
    const { node, nodes } = new Unfolding(text, left).of(document.contents);
    left -= nodes;
    return node;
  });
}

class Unfolding {
  readonly #text: string;
  #left: number;
  /** By the name of the anchor, the last one in the file that has it; `open` while its own parts are read. */
  readonly #anchors = new Map<string, Sized | 'open'>();

  constructor(text: string, left: number) {
    this.#text = text;
    this.#left = left;
  }

  of(node: ParsedNode | null): Sized {
    if (isAlias(node)) return this.#named(node.source, node.range[0]);
    const anchor = node?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    this.#spend(1);
    const sized = this.#withParts(node);
    if (sized.depth > MOST_DEPTH)
      throw new Unreadable(`its aliases unfold to more than ${MOST_DEPTH} nodes in each other`);
    if (anchor !== undefined) this.#anchors.set(anchor, sized);
    return sized;
  }

  #withParts(node: ParsedNode | null): Sized {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const read = node.items.map((pair) => this.#entry(pair));
      const entries = read.map(({ entry }) => entry);
      return sized(
        { kind: 'map', entries, range: rangeOf(node) },
        read.flatMap((each) => each.parts),
      );
    }
    if (isSeq<ParsedNode>(node)) {
      const read = node.items.map((item) => this.of(item));
      return sized({ kind: 'list', items: read.map((each) => each.node), range: rangeOf(node) }, read);
    }
    return sized(this.#scalar(node), []);
  }

  #entry(pair: Pair<ParsedNode, ParsedNode | null>): { entry: YamlEntry; parts: Sized[] } {
    const key = this.of(pair.key);
    const value = pair.value === null ? undefined : this.of(pair.value);
    const keyRange = rangeOf(pair.key);
    const entry = {
      key: key.node.kind === 'scalar' ? key.node.value : '',
      keyRange,
      value: value?.node ?? emptyAt(keyRange.end),
    };
    return { entry, parts: value === undefined ? [key] : [key, value] };
  }

  #scalar(node: ParsedNode | null): YamlScalar {
    if (!isScalar(node)) return emptyAt(0);
    const range = rangeOf(node);
    const value = node.source;
    const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
    const verbatim =
      (quote === 1 || node.type === 'PLAIN' || node.type === undefined) &&
      range.end - range.start === value.length + 2 * quote &&
      this.#text.startsWith(value, range.start + quote);
    return { kind: 'scalar', value, range, verbatim };
  }

  #named(name: string, at: number): Sized {
    const named = this.#anchors.get(name);
    if (named === undefined || named === 'open') {
      const wrong = named === undefined ? 'names no anchor' : 'stands in what it names';
      throw new Unreadable(`line ${lineOf(this.#text, at)}: the alias *${name.slice(0, 50)} ${wrong}`);
    }
    this.#spend(named.nodes);
    return named;
  }

  #spend(nodes: number): void {
    this.#left -= nodes;
    if (this.#left < 0)
      throw new Unreadable(`its aliases unfold to more than ${MOST_NODES.toLocaleString('en')} nodes`);
  }
}

function sized(node: YamlNode, parts: readonly Sized[]): Sized {
  let nodes = 1;
  let deepest = 0;
  for (const part of parts) {
    nodes += part.nodes;
    deepest = Math.max(deepest, part.depth);
  }
  return { node, nodes, depth: deepest + 1 };
}

/** Up to the end of the value, without the white space and the comment behind it. */
function rangeOf({ range: [start, end] }: { readonly range: readonly [number, number, number] }): Range {
  return { start, end };
}

const emptyAt = (at: number): YamlScalar => ({
  kind: 'scalar',
  value: '',
  range: { start: at, end: at },
  verbatim: true,
});
