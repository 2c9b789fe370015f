import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';
import { systemClock } from '../../../core/common/clock.ts';
import type { Subject } from '../../../core/remembrancer/evidence/index.ts';
import {
  type LedgerStore,
  type NoteVerifier,
  type LedgerHead,
  readHead,
} from '../../../core/remembrancer/ledger/index.ts';
import { makeProof } from '../../../core/remembrancer/proof/index.ts';
import {
  contentOfAsset,
  findOwing,
  lateAssets,
  lateProof,
  type OwingRecord,
} from '../../../core/remembrancer/release/backfill/index.ts';
import { assetName } from '../../../core/remembrancer/release/evidence-assets.ts';
import { tagOfOperation } from '../../common/src/operation.ts';
import { isNamed, type Release } from '../../common/src/release.ts';
import { isTemporary, type Releases } from './releases.ts';

/** What came of the release of a record that got evidence later. */
export interface UpdatedRelease {
  readonly operation: string;
  readonly tag: string;
  /** `immutable`: it takes no more files, and `vaultmesh proof refresh` gives the proof. `none`: there is no release. */
  readonly status: 'updated' | 'immutable' | 'none';
  /** Names of the files that it got. */
  readonly uploaded: readonly string[];
}

export interface UpdateOptions {
  readonly store: LedgerStore;
  readonly verifiers: readonly NoteVerifier[];
  readonly releases: Releases;
}

/**
 * Brings the releases of records that got evidence later up to date: the files of evidence, and proofs that hold them.
 * What is to be done follows from the ledger and the release alone, so that a run which broke off is made good for by the
 * next. Releases that lack nothing are not told of.
 */
export async function updateReleases(options: UpdateOptions): Promise<UpdatedRelease[]> {
  const ledger = await readHead(options.store, options.verifiers);
  const updated: UpdatedRelease[] = [];
  for (const record of await findOwing(options.store, ledger)) {
    const tag = tagOfRecord(record);
    if (tag === undefined || record.later.length === 0) continue;
    const release = await options.releases.find(tag);
    const lacking = record.receipt.subjects.filter((subject) => lacks(release, record, subject));
    if (lacking.length === 0) continue;
    const told = { operation: record.receipt.id, tag };
    if (release === undefined || release.immutable === true) {
      updated.push({ ...told, status: release === undefined ? 'none' : 'immutable', uploaded: [] });
      continue;
    }
    const uploaded: string[] = [];
    for (const subject of lacking) {
      uploaded.push(...(await updateArtifact(options, ledger, { record, release, subject })));
    }
    updated.push({ ...told, status: 'updated', uploaded });
  }
  return updated;
}

/** The tag of a release: the ref that it was recorded for, or that of the operation `release:<tag>`. */
export function tagOfRecord({
  receipt: { kind, id, source },
}: Pick<OwingRecord, 'receipt'>): string | undefined {
  if (kind !== 'release') return undefined;
  return /^refs\/tags\/(.+)$/.exec(source?.ref ?? '')?.[1] ?? tagOfOperation(id);
}

/** Whether the release has not all that came late for an artifact. */
function lacks(release: Release | undefined, record: OwingRecord, { name }: Subject): boolean {
  const has = (file: string, sha256: string): boolean =>
    release?.assets.some(
      (asset) =>
        !isTemporary(asset) && (asset.digest ? asset.digest === `sha256:${sha256}` : isNamed(asset, file)),
    ) === true;
  return lateAssets(record, name).some((asset) => !has(asset.name, asset.sha256));
}

async function updateArtifact(
  { store, verifiers, releases }: UpdateOptions,
  ledger: LedgerHead,
  { record, release, subject }: { record: OwingRecord; release: Release; subject: Subject },
): Promise<string[]> {
  const name = assetName(subject.name, 'vmproof');
  // The proof first: that the evidence is there shows the next run that all is done.
  await releases.replace(release, name, async (old) => {
    const had = old && textOf(await releases.download(old));
    const known = { record, subject, ...(had !== undefined && { had }) };
    const options = { logs: verifiers, clock: systemClock };
    return utf8(makeProof(await lateProof(store, ledger, known, options)));
  });
  const uploaded = [name];
  for (const late of lateAssets(record, subject.name)) {
    const file = await contentOfAsset(store, ledger, late);
    await releases.replace(release, file.name, () => Promise.resolve(file.content));
    uploaded.push(file.name);
  }
  return uploaded;
}

function textOf(content: Uint8Array): string | undefined {
  try {
    return fromUtf8(content);
  } catch {
    return undefined;
  }
}
