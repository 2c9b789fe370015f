import { fromHex, sha256, toBase64 } from '../../../../common/bytes.ts';
import { atomFeed } from '../../../browse/atom-feed.ts';
import { FILES, receiptPath } from '../branch-paths.ts';
import { FEED } from './page-paths.ts';
import type { ShownEntry } from './shown-entry.ts';

/**
 * `entries` of the log `origin`, oldest first and at least one, as an Atom feed. Its links are relative, so that it works in
 * whichever place the branch is served; an entry's id is the name of its receipt by digest (RFC 6920).
 */
export function entryFeed(origin: string, entries: readonly ShownEntry[]): string {
  const newestFirst = entries.toReversed();
  return atomFeed({
    id: digestName(sha256(origin)),
    title: `Ledger of ${origin}`,
    updated: newestFirst.reduce((newest, { t }) => (t > newest ? t : newest), ''),
    author: origin,
    self: FEED,
    page: FILES.readme,
    entries: newestFirst.map(({ index, id, kind, receipt, t }) => ({
      id: digestName(fromHex(receipt) ?? new Uint8Array()),
      title: id,
      updated: t,
      category: kind,
      link: receiptPath(index),
    })),
  });
}

const digestName = (digest: Uint8Array): string =>
  `ni:///sha-256;${toBase64(digest).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
