import MarkdownIt from 'markdown-it';
import { Html } from './html.ts';

/** Markdown as HTML; HTML inside it stays text. */
export const markdown = (text: string): Html =>
  new Html(`<div class="markdown">${new MarkdownIt({ html: false, linkify: true }).render(text)}</div>`);
