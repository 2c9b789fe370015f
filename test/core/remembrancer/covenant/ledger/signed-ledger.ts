import { generateKey } from 'openpgp';

import { fromUtf8, sha256Hex, utf8 } from '../../../../../core/common/bytes.ts';
import { bytesContent } from '../../../../../core/remembrancer/evidence/index.ts';
import { signDetached } from '../../../../../core/remembrancer/evidence/openpgp/index.ts';
import { type LedgerSource, memorySource } from '../../../../../core/remembrancer/ledger/fsck/index.ts';
import {
  appendLateEvidence,
  appendRecords,
  emptyLedger,
  generateLogKey,
  type MemoryStore,
  memoryStore,
  type NoteSigner,
  parseSignerKey,
} from '../../../../../core/remembrancer/ledger/index.ts';
import {
  type EvidenceFile,
  makeReceipt,
  type Receipt,
} from '../../../../../core/remembrancer/receipt/index.ts';
import { memoryAuthority, type MemoryAuthority, tokenOver } from '../../memory-authority.ts';

export const RECORDED_AT = new Date('2026-11-20T09:30:00Z');
const clock = (): Date => RECORDED_AT;

/** Who signs and time-stamps: an OpenPGP key (armored) and an authority. */
export interface Makers {
  readonly openpgpKey: string;
  readonly authority: MemoryAuthority;
}

/** `keySeconds` is how long the key lasts from the beginning of 2026; `ends` is when the authority's certificate does. */
export async function makers(
  options: { readonly keySeconds?: number; readonly ends?: Date } = {},
): Promise<Makers> {
  const { keySeconds, ends } = options;
  const { privateKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ name: 'Release' }],
    date: new Date('2026-01-01T00:00:00Z'),
    format: 'armored',
    ...(keySeconds !== undefined && { keyExpirationTime: keySeconds }),
  });
  return { openpgpKey: privateKey, authority: await memoryAuthority({ clock, ...(ends && { ends }) }) };
}

/** What a test says of a record. */
export type Given = Partial<Omit<Receipt, 'evidence' | 'people'>>;

/** A ledger that tests write to. */
export interface TestLedger {
  readonly store: MemoryStore;
  readonly signer: NoteSigner;
  readonly signerKey: string;
  readonly verifierKey: string;
  /** Records; what `receipt` does not say is that of an empty release v1.0.0. */
  record(receipt: Given, evidence?: readonly EvidenceFile[]): Promise<number>;
  /** Adds evidence to entry `index`. */
  complete(index: number, evidence: readonly EvidenceFile[]): Promise<void>;
  /** The files at the head, for a test to change. */
  files(): Map<string, Uint8Array>;
  checkpoint(): string;
  source(): LedgerSource;
}

export function testLedger(origin = 'github.com/acme/app', base?: TestLedger): TestLedger {
  const { signerKey, verifierKey } = base ?? generateLogKey(origin);
  const signer = parseSignerKey(signerKey);
  const store = memoryStore(base?.files() ?? emptyLedger(signer));
  const files = (): Map<string, Uint8Array> => new Map(store.history().at(-1)?.files);
  return {
    ...{ store, signer, signerKey, verifierKey, files },
    record: async ({ time, missing = [], subjects = [], ...others }, evidence = []) => {
      const receipt = makeReceipt({
        ...{ id: 'release:v1.0.0', kind: 'release', component: 'app', version: '1.0.0' },
        ...others,
        ...{ missing, subjects, evidence },
        time: time === undefined ? RECORDED_AT : new Date(time),
      });
      const [appended] = await appendRecords(store, signer, [{ receipt, evidence }], {
        random: () => 0,
      });
      return appended?.index ?? -1;
    },
    complete: async (index, evidence) => {
      await appendLateEvidence(store, signer, index, evidence, { clock, random: () => 0 });
    },
    checkpoint: () => fromUtf8(files().get('checkpoint') ?? new Uint8Array()),
    source: () => memorySource(files()),
  };
}

export const subjectOf = (content: string, name = 'app.tar.gz'): Receipt['subjects'][number] => ({
  name,
  sha256: sha256Hex(utf8(content)),
  size: utf8(content).length,
});

export async function signatureOver(
  content: string,
  { openpgpKey }: Makers,
  name = 'app.tar.gz',
): Promise<EvidenceFile[]> {
  const { signature, publicKey } = await signDetached({
    content: bytesContent(utf8(content)),
    armoredKey: openpgpKey,
    clock,
  });
  return [
    { layer: 'openpgp', n: 1, subject: name, content: utf8(signature) },
    { layer: 'openpgp-key', n: 1, content: utf8(publicKey) },
  ];
}

export const stampOver = async (
  content: string,
  { authority }: Makers,
  name = 'app.tar.gz',
): Promise<EvidenceFile> => ({
  layer: 'rfc3161',
  n: 1,
  subject: name,
  content: await tokenOver(authority, utf8(content)),
});

/** Records the release of `tag`, whose artifact has the tag as its content, with a signature and a token. */
export async function recordRelease(ledger: TestLedger, tag: string, by: Makers): Promise<number> {
  const evidence = [...(await signatureOver(tag, by)), await stampOver(tag, by)];
  return ledger.record({ id: `release:${tag}`, version: tag, subjects: [subjectOf(tag)] }, evidence);
}
