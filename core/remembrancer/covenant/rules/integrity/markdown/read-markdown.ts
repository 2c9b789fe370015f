import createParser, { type Env, type MarkdownIt, type Token } from 'markdown-it';

import { withoutFrontMatter } from './front-matter.ts';

/** Brackets that are open at once in a paragraph: each more is another walk over the rest of it. */
const MOST_OPEN_BRACKETS = 100;
/** Characters of a paragraph in which links are looked for. */
const MOST_IN_PARAGRAPH = 256 * 1024;

/** A part of a document that is not divided into blocks any more, or HTML. Lines count from 0; `to` is behind the last. */
export interface MarkdownBlock {
  readonly kind: 'text' | 'html' | 'heading';
  readonly content: string;
  readonly from: number;
  readonly to: number;
}

/** A table: the cells of each row as Markdown, the heads' first. */
export interface MarkdownTable {
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** From 0. */
    readonly line: number;
  }[];
}

export interface MarkdownDocument {
  readonly blocks: readonly MarkdownBlock[];
  readonly tables: readonly MarkdownTable[];
  /** The addresses of the definitions `[name]: address`. */
  readonly definitions: readonly string[];
  /** The links, pictures, code and HTML in `content`, with addresses as they are written; `undefined` when it is beyond the bounds. */
  readonly inline: (content: string) => readonly Token[] | undefined;
}

/** What Markdown has beside words: nothing here asks what is emphasised. */
const BLOCKS = [
  ...['blockquote', 'code', 'fence', 'heading', 'hr', 'html_block', 'lheading', 'list', 'reference', 'table'],
];
const INLINE = ['autolink', 'backticks', 'entity', 'escape', 'html_inline', 'image', 'link'];

/** Reads Markdown as GitHub does. The blocks of a document are made at once, what stands in them when it is asked for. */
export function markdownReader(): (text: string) => MarkdownDocument {
  const parser = parserOf();
  return (text) => documentOf(text, parser);
}

function documentOf(text: string, parser: MarkdownIt): MarkdownDocument {
  const env: Env = {};
  const tokens = parser.parse(withoutFrontMatter(text), env);
  // Footnotes are written like definitions, and lead nowhere.
  const references = Object.entries(env.references ?? {}).filter(([name]) => !name.startsWith('^'));
  env.references = Object.fromEntries(references);
  const blocks: MarkdownBlock[] = [];
  const tables: { rows: { cells: string[]; line: number }[] }[] = [];
  let from = 0;
  let to = 0;
  tokens.forEach((token, n) => {
    if (token.map) [from, to] = token.map;
    if (token.type === 'table_open') tables.push({ rows: [] });
    if (token.type === 'tr_open') tables.at(-1)?.rows.push({ cells: [], line: from });
    if (token.type === 'html_block') blocks.push({ kind: 'html', content: token.content, from, to });
    if (token.type !== 'inline') return;
    const around = tokens[n - 1]?.type;
    if (around === 'td_open' || around === 'th_open') {
      tables.at(-1)?.rows.at(-1)?.cells.push(token.content);
    }
    blocks.push({
      kind: around === 'heading_open' ? 'heading' : 'text',
      content: token.content,
      from,
      to,
    });
  });
  return {
    blocks,
    tables,
    definitions: references.map(([, { href }]) => href),
    inline: (content) => {
      if (content.length > MOST_IN_PARAGRAPH || mostOpenBrackets(content) > MOST_OPEN_BRACKETS)
        return undefined;
      const children: Token[] = [];
      parser.inline.parse(content, parser, env, children);
      return children;
    },
  };
}

function parserOf(): MarkdownIt {
  const parser = createParser('zero', { html: true, maxNesting: 100 });
  parser.enable([...BLOCKS, ...INLINE]);
  parser.core.ruler.disable('inline');
  // Addresses are wanted as they are written, and all of them.
  parser.normalizeLink = (address) => address;
  parser.validateLink = () => true;
  return parser;
}

function mostOpenBrackets(content: string): number {
  let open = 0;
  let most = 0;
  for (let n = 0; n < content.length; n++) {
    const character = content[n];
    if (character === '\\') n++;
    else if (character === '[') most = Math.max(most, ++open);
    else if (character === ']') open = Math.max(open - 1, 0);
  }
  return most;
}
