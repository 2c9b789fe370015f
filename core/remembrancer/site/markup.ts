import { shown } from './shown.ts';

/** What is not escaped again. `markup` makes it and, of what cannot do harm, `trusted`. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

/**
 * Markup of HTML or SVG. Every text put into it becomes text, in an element and in a quoted attribute, whatever it
 * says; `undefined` becomes nothing. This is the one place where texts of a ledger are escaped. Lines of the template
 * lose their indentation.
 */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  trusted(strings.map((string, i) => string.replaceAll(/\n\s*/gu, '\n') + written(parts[i])).join(''));

/** Markup that needs no escaping, for the one reason that its maker gives where this is called. */
export const trusted = (markup: string): Markup => ({ markup });

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escape(part);
  return isMarkup(part) ? part.markup : part.map(written).join('');
}

const isMarkup = (part: Markup | readonly Part[]): part is Markup => 'markup' in part;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => shown(text).replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? '');
