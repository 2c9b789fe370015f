import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { markup, type Markup, trusted } from './markup.ts';
import { shown } from './shown.ts';

/** The level that the first heading of a text gets: it stands under the title of its page and the heading of its part. */
const FIRST_LEVEL = 3;
const LAST_LEVEL = 6;

/** Where an address that is relative to the text leads to on the site, or `undefined` for nowhere. */
export type ResolveLink = (address: string) => string | undefined;

/**
 * CommonMark with tables, as HTML that cannot do anything: markup within it stays text, links lead to http, https, mailto and
 * where `resolve` says, a picture becomes a link to it, or its name within a link, and there is no attribute but `href`,
 * `rel`, `class` and the `start` of a list.
 */
export function markdown(text: string, resolve: ResolveLink = () => undefined): Markup {
  const renderer = new MarkdownIt({ html: false });
  // Which addresses may be followed is decided below, so that the others leave their words and not their Markdown.
  renderer.validateLink = () => true;
  renderer.renderer.rules['image'] = (tokens, index) => pictureLink(tokens[index]).markup;
  const tokens = renderer.parse(shown(text), {});
  const open: number[] = [];
  for (const token of tokens) restyle(token, open, resolve);
  // Entities of Markdown can become any character, so what deceives is taken out of the result.
  return trusted(shown(renderer.renderer.render(tokens, renderer.options, {})));
}

function restyle(token: Token, open: number[], resolve: ResolveLink): void {
  if (token.type === 'heading_open') token.tag = `h${nextLevel(open, Number(token.tag.slice(1)))}`;
  if (token.type === 'heading_close') token.tag = `h${levelOf(open)}`;
  // What is left of attributes: the alignment of a cell and the first number of a list, of which the first would be a style.
  const align = attribute(token, 'style');
  if (align !== '') token.attrs = [['class', align.replace('text-align:', 'to-')]];
  // The language of a block of code would become a class, and nothing here reads it.
  if (token.type === 'fence') token.info = '';
  const links: string[] = [];
  for (const child of token.children ?? []) {
    if (child.type === 'link_open') {
      child.attrs = linkAttributes(attribute(child, 'href'), resolve);
      child.tag = child.attrs.length > 0 ? 'a' : 'span';
      links.push(child.tag);
    }
    // HTML has no link within a link.
    if (child.type === 'image' && links.includes('a')) child.attrs = [];
    if (child.type === 'link_close') child.tag = links.pop() ?? 'span';
  }
}

/** Without a gap between levels, whatever levels the text has. `open` are the levels above, as the text has them. */
function nextLevel(open: number[], level: number): number {
  while ((open.at(-1) ?? 0) >= level) open.pop();
  open.push(level);
  return levelOf(open);
}

const levelOf = (open: readonly number[]): number => Math.min(LAST_LEVEL, FIRST_LEVEL + open.length - 1);

function linkAttributes(address: string, resolve: ResolveLink): [string, string][] {
  if (isForeign(address))
    return [
      ['href', address],
      ['rel', 'nofollow noreferrer'],
    ];
  const page = resolve(address);
  return page === undefined ? [] : [['href', page]];
}

/** Whether an address may be followed as it stands, by what it begins with. */
const isForeign = (address: string): boolean => /^(?:https?:|mailto:)/iu.test(address);

function pictureLink(token: Token | undefined): Markup {
  const name = `picture: ${token?.content ?? ''}`;
  const address = attribute(token, 'src');
  if (!isForeign(address)) return markup`<span>${name}</span>`;
  return markup`<a href="${address}" rel="nofollow noreferrer">${name}</a>`;
}

const attribute = (token: Token | undefined, name: string): string => String(token?.attrGet(name) ?? '');
