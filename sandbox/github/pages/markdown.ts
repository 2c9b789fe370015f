import MarkdownIt from 'markdown-it';
import { Html } from './html.ts';

/** Markdown as HTML. HTML inside it stays text, but for comments at the start of a line, which GitHub shows to nobody. */
export const markdown = (text: string): Html =>
  new Html(
    `<div class="markdown">${new MarkdownIt({ html: false, linkify: true }).render(withoutComments(text))}</div>`,
  );

const withoutComments = (text: string): string => text.replace(/^<!--.*?-->\n?/gms, '');
