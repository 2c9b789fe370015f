import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

/** The items of the page that was asked for (`page`, `per_page`) and the `Link` header that leads to the others. */
export function paginate<Item>(
  call: Call,
  items: readonly Item[],
): { readonly items: Item[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(positive(call.query('per_page'), DEFAULT_SIZE), MAX_SIZE);
  const page = positive(call.query('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: string[] = [];
  const link = (rel: string, to: number): void => {
    const url = new URL(call.request.url);
    url.searchParams.set('page', String(to));
    links.push(`<${url.href}>; rel="${rel}"`);
  };
  if (page > 1) link('prev', page - 1);
  if (page < last) link('next', page + 1);
  if (page < last) link('last', last);
  if (page > 1) link('first', 1);
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

function positive(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ApiError(422, `Invalid page number '${text}'`);
  return Number(text);
}
