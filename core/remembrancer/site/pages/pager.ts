import { markup, type Markup } from '../markup.ts';
import { linkFrom } from '../site-paths.ts';

/** `items` in pages of `rows`, in their order: what comes behind them changes no full page. One page without any. */
export const inPages = <Item>(items: readonly Item[], rows: number): (readonly Item[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(items.length / rows)) }, (_, i) =>
    items.slice(i * rows, (i + 1) * rows),
  );

/** Links to the other pages of a list, where there are some. `pathOf` gives a page by its number, from 1. */
export function pager(number: number, count: number, pathOf: (number: number) => string): Markup | undefined {
  if (count === 1) return undefined;
  const here = pathOf(number);
  const link = (to: number, words: string): Markup =>
    to < 1 || to > count || to === number
      ? markup`<span>${words}</span>`
      : markup`<a href="${linkFrom(here, pathOf(to))}">${words}</a>`;
  return markup`<nav class="pager" aria-label="Pages">
    ${link(count, 'Newest')} ${link(number + 1, 'Newer')}
    <span>Page ${number} of ${count}</span> ${link(number - 1, 'Older')} ${link(1, 'Oldest')}
  </nav>`;
}
