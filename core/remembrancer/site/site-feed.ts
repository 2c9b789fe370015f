import { sha256, toHex } from '../../common/bytes.ts';
import { atomFeed } from '../browse/atom-feed.ts';
import type { SiteFile } from './pages/page.ts';
import { recordName } from './pages/record-rows.ts';
import { PATHS, recordPage } from './site-paths.ts';
import type { SiteView } from './site-view.ts';

/** How many records the feed has. */
const LATEST = 50;

/** Of a ledger without records: a feed must have a time (RFC 4287, 4.1.1), and the same ledger the same. */
const NEVER = '1970-01-01T00:00:00Z';

/** The newest records as an Atom feed, with addresses that are relative to it. */
export function siteFeed({ memory: { checkpoint, records } }: SiteView): SiteFile {
  const { origin } = checkpoint;
  const latest = records.slice(-LATEST).reverse();
  const content = atomFeed({
    id: uuidOf(origin),
    title: origin,
    updated: latest.reduce((newest, { time }) => (time > newest ? time : newest), NEVER),
    author: origin,
    self: PATHS.feed,
    page: PATHS.overview,
    entries: latest.map((record) => ({
      id: uuidOf(`${origin}\n${record.index}\n${record.receipt}`),
      title: `${recordName(record)}: ${record.title}`,
      updated: record.time,
      category: record.kind,
      link: recordPage(record.index),
      summary: record.texts.why ?? record.texts.what ?? record.title,
    })),
  });
  return { path: PATHS.feed, content };
}

/** An id that is the same for the same name: a UUID of version 8 (RFC 9562, 5.8), of the first bits of its SHA-256. */
function uuidOf(name: string): string {
  const bytes = sha256(name).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5')}`;
}
