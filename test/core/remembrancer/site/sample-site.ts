import { sha256Hex, utf8 } from '../../../../core/common/bytes.ts';
import {
  appendRecords,
  emptyLedger,
  generateLogKey,
  type LedgerHead,
  memoryStore,
  type MemoryStore,
  parseSignerKey,
  readHead,
} from '../../../../core/remembrancer/ledger/index.ts';
import type { DecisionTexts } from '../../../../core/remembrancer/memory/index.ts';
import { makeSite, readSite, type SiteAssets } from '../../../../core/remembrancer/site/index.ts';
import { type Sample, sampleReceipt } from '../memory/sample-entries.ts';

/** A record, and of a decision the Markdown that it was recorded with. */
export interface SiteSample extends Sample {
  readonly text?: string;
}

export interface SampleLedger {
  readonly store: MemoryStore;
  readonly ledger: LedgerHead;
  readonly texts: DecisionTexts;
}

export const ORIGIN = 'github.com/acme/app';

/** A ledger in memory with these records, appended 200 at a time. */
export async function sampleLedger(samples: readonly SiteSample[]): Promise<SampleLedger> {
  const signer = parseSignerKey(generateLogKey(ORIGIN).signerKey);
  const store = memoryStore(emptyLedger(signer));
  const records = samples.map(({ text, ...sample }) => {
    const receipt = sampleReceipt(sample);
    const subjects = [{ name: `${receipt.component}.md`, sha256: sha256Hex(text ?? '') }];
    return { receipt: text === undefined ? receipt : { ...receipt, subjects }, evidence: [] };
  });
  for (let from = 0; from < records.length; from += 200) {
    await appendRecords(store, signer, records.slice(from, from + 200), { random: () => 0 });
  }
  const contents = new Map(
    samples.flatMap(({ text }) => (text === undefined ? [] : [[sha256Hex(text), utf8(text)]])),
  );
  return { store, ledger: await readHead(store), texts: { read: () => Promise.resolve(contents) } };
}

const NO_ASSETS: SiteAssets = { style: '', verifyScript: '', searchScript: '', notices: '' };

/** The files of the site of a ledger by their paths. */
export async function filesOf(
  { store, ledger, texts }: SampleLedger,
  { assets = NO_ASSETS, asOf }: { assets?: SiteAssets; asOf?: number } = {},
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const site = await readSite(store, ledger, { texts, ...(asOf !== undefined && { asOf }) });
  for await (const { path, content } of makeSite(site, assets, store, ledger)) files.set(path, content);
  return files;
}

export const sampleSite = async (...samples: readonly SiteSample[]): Promise<Map<string, string>> =>
  filesOf(await sampleLedger(samples));
