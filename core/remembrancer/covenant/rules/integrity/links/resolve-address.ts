import { decodedAddress } from '../../../../decisions/text/decoded-address.ts';

/** Where a link of a document leads to: a place of the tree, out of it, or somewhere that is not looked at. */
export type Target =
  | {
      readonly kind: 'path';
      /** Without `/` at either end; empty for the root. */
      readonly path: string;
      /** Whether it ends with `/`. */
      readonly isFolder: boolean;
      /** What stands behind `#`, decoded. */
      readonly anchor?: string;
    }
  | { readonly kind: 'outside' }
  | { readonly kind: 'elsewhere' };

const ELSEWHERE: Target = { kind: 'elsewhere' };
/** A scheme, or a server. */
const FOREIGN = /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i;
/** What a template or a person is to fill in. */
const OPEN = /[{}<>]|\$\(|%[sd]\b/;
/** The parts of a repository's page on GitHub, to which `../../` leads from a file in its root. */
const PAGES_OF_GITHUB = new Set([
  ...['actions', 'activity', 'archive', 'blob', 'branches', 'commit', 'commits', 'compare', 'contributors'],
  ...['deployments', 'discussions', 'edit', 'fork', 'forks', 'graphs', 'invitations', 'issues', 'labels'],
  ...['milestone', 'milestones', 'network', 'new', 'packages', 'projects', 'pull', 'pulls', 'pulse', 'raw'],
  ...['releases', 'security', 'settings', 'stargazers', 'subscription', 'tags', 'tree', 'watchers', 'wiki'],
]);

/** Where `address` leads to from the document at `from`, as GitHub serves both. */
export function resolveAddress(address: string, from: string): Target {
  const trimmed = address.trim();
  if (FOREIGN.test(trimmed) || OPEN.test(trimmed)) return ELSEWHERE;
  const [beforeAnchor = '', ...anchors] = trimmed.split('#');
  const [written = ''] = beforeAnchor.split('?');
  const anchor = anchors.length === 0 ? {} : { anchor: decodedAddress(anchors.join('#')) };
  if (written === '') return { kind: 'path', path: from, isFolder: false, ...anchor };
  const decoded = decodedAddress(written);
  const names = decoded.startsWith('/') ? [] : from.split('/').slice(0, -1);
  let above = 0;
  for (const name of decoded.split('/')) {
    if (name === '..') above += names.pop() === undefined ? 1 : 0;
    else if (name !== '' && name !== '.') names.push(name);
  }
  if (above > 0) return above === 2 && isOfGitHub(names) ? ELSEWHERE : { kind: 'outside' };
  return { kind: 'path', path: names.join('/'), isFolder: /\/$/.test(decoded), ...anchor };
}

const isOfGitHub = ([page]: readonly string[]): boolean => page === undefined || PAGES_OF_GITHUB.has(page);
