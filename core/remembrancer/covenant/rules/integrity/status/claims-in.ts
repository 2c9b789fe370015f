import type { Token } from 'markdown-it';

import type { MarkdownDocument, MarkdownTable } from '../markdown/read-markdown.ts';
import { isClaim } from './is-claim.ts';
import { namedPath } from './named-path.ts';

/** A row of a table that says that something works. */
export interface Claim {
  /** The words of its first cell. */
  readonly what: string;
  /** From 0. */
  readonly line: number;
  /** The paths and patterns that are to show it; `undefined` when the cell is beyond the bounds. */
  readonly named: readonly string[] | undefined;
  /** Whether it links to something that is not in the repository, and that is not looked at. */
  readonly isElsewhere: boolean;
}

const STATE = /^(?:state|status)$/i;
/** Heads of columns that say what shows a claim. */
const SHOWN_BY =
  /^(?:(?:shown|proven|proved|tested|verified|checked|covered|demonstrated) (?:by|in)|evidence|proofs?)$/i;
/** Heads that may as well be of a list of tests and how they ended: they count where a path stands below. */
const TEST = /^(?:tests?|test files?)$/i;

/** The claims of a table; none where it is no table of claims and what shows them. */
export function claimsIn({ rows }: MarkdownTable, inline: MarkdownDocument['inline']): Claim[] {
  const [heads, ...body] = rows;
  const names = (heads?.cells ?? []).map((cell) => cell.replace(/[*_`~]/g, '').trim());
  const state = names.findIndex((name) => STATE.test(name));
  const sure = names.findIndex((name) => SHOWN_BY.test(name));
  const shown = sure === -1 ? names.findIndex((name) => TEST.test(name)) : sure;
  const all = body.map(({ cells, line }): Claim & { readonly isClaim: boolean } => {
    const tokens = inline(cells[shown] ?? '');
    const code = tokens?.filter(({ type }) => type === 'code_inline').map(({ content }) => content);
    const addresses = (tokens ?? []).map(addressOf);
    const links = addresses.filter((address) => !isForeign(address));
    return {
      what: cells[0] ?? '',
      line,
      named: code && [...code, ...links].flatMap((text) => namedPath(text) ?? []),
      isElsewhere: addresses.some(isForeign),
      isClaim: isClaim(cells[state] ?? ''),
    };
  });
  if (sure === -1 && all.every(({ named }) => named?.length === 0)) return [];
  return all.filter((claim) => claim.isClaim);
}

/** Where a token leads to; nowhere, unless it begins a link. */
const addressOf = (token: Token): string => String(token.attrGet('href') ?? '');

const isForeign = (address: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address);
