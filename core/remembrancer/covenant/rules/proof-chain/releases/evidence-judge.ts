import { fromUtf8 } from '../../../../../common/bytes.ts';
import type { Subject, VerdictReason } from '../../../../evidence/index.ts';
import type { detachedFault } from '../../../../evidence/openpgp/index.ts';
import type { EvidenceDigest } from '../../../../receipt/index.ts';

/** What keeps a piece of evidence from holding; `isOpen` when it could not be looked at, and may be good. */
export interface EvidenceFault {
  /** One sentence. */
  readonly what: string;
  readonly isOpen: boolean;
}

export interface JudgedPiece {
  readonly layer: EvidenceDigest['layer'];
  readonly content: Uint8Array;
  /** What it must be over, all of them. */
  readonly subjects: readonly Subject[];
  /** The armored keys that came with the record. */
  readonly keys: readonly string[];
}

/** Says of evidence whether it holds by the keys and certificates that came with it. */
export type EvidenceJudge = (piece: JudgedPiece) => Promise<EvidenceFault | undefined>;

/** What cannot be judged without somebody's keys or another digest. */
const OPEN: readonly VerdictReason[] = ['unknown-signer', 'content-needed'];

/** A judge at the moment `at`. The libraries are loaded for the first piece that needs them, and each set of keys is read once. */
export function evidenceJudge(at: Date): EvidenceJudge {
  const readKeys = keyReader();
  return async ({ layer, content, subjects, keys }) => {
    switch (layer) {
      case 'openpgp': {
        const openpgp = await import('../../../../evidence/openpgp/index.ts');
        return faultOf(await openpgp.detachedFault(textOf(content), await readKeys(keys), at));
      }
      case 'sigstore': {
        const { ownBundleFault } = await import('../../../../evidence/sigstore/own-bundle-fault.ts');
        const what = ownBundleFault(textOf(content), subjects);
        return what === undefined ? undefined : { what, isOpen: false };
      }
      case 'rfc3161': {
        const { ownSignatureFault } = await import('../../../../evidence/rfc3161/index.ts');
        const faults = subjects.map((subject) => ownSignatureFault(content, subject, at));
        return faultOf((await Promise.all(faults)).find((fault) => fault !== undefined));
      }
      case 'openpgp-key':
        return undefined;
    }
  };
}

const faultOf = (
  fault: { readonly reason: VerdictReason; readonly what: string } | undefined,
): EvidenceFault | undefined => fault && { what: `${fault.what}.`, isOpen: OPEN.includes(fault.reason) };

type PublicKeys = Parameters<typeof detachedFault>[1];

/** Reads keys once: most records of a ledger come with the same one. */
function keyReader(): (blocks: readonly string[]) => Promise<PublicKeys> {
  const known = new Map<string, Promise<PublicKeys>>();
  return (blocks) => {
    const name = JSON.stringify(blocks);
    const reading = known.get(name) ?? readKeys(blocks);
    known.set(name, reading);
    return reading;
  };
}

async function readKeys(blocks: readonly string[]): Promise<PublicKeys> {
  const { readPublicKeys } = await import('../../../../evidence/openpgp/index.ts');
  return readPublicKeys(blocks);
}

/** Bytes that are not UTF-8 give a text that no parser takes. */
function textOf(content: Uint8Array): string {
  try {
    return fromUtf8(content);
  } catch {
    return '';
  }
}
