import { fromHex, utf8 } from '../../../common/bytes.ts';
import type { Clock } from '../../../common/clock.ts';
import type { ArtifactContent } from '../../evidence/artifact-content.ts';
import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import { publicAddress } from '../../evidence/public-address.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { EvidenceFile, Receipt } from '../../receipt/index.ts';
import { isMissing, orMissing } from '../on-missing.ts';
import { signKeyless, type SigstoreSigning } from '../sign-keyless.ts';
import { askAuthority, authoritiesOf, type TimestampService } from '../timestamp-service.ts';
import { isDeferred, type WantedEvidence } from './wanted-evidence.ts';

/** What evidence is got from. */
export interface EvidenceServices extends TimestampService {
  readonly sigstore?: SigstoreSigning;
  readonly openpgp?: { readonly armoredKey: string; readonly passphrase?: string };
  /** The bytes of an artifact, checked against its digest, where they are at hand. */
  readonly contentOf: (receipt: Receipt, subject: Subject) => Promise<ArtifactContent | undefined>;
  readonly clock: Clock;
}

/** What could be got for one record, numbered as an entry of its own, and what could not. */
export interface CollectedEvidence {
  readonly evidence: readonly EvidenceFile[];
  readonly missing: readonly MissingEvidence[];
}

type Piece = Omit<EvidenceFile, 'n'> | MissingEvidence;

/**
 * A collector of what records want. It remembers which services gave no answer, and asks those no more: one that hangs
 * would let a run wait for each record anew. What it gives throws only for a fault of the caller, such as a wrong
 * passphrase.
 */
export function evidenceCollector(
  services: EvidenceServices,
): (receipt: Receipt, wanted: WantedEvidence) => Promise<CollectedEvidence> {
  const down = new Map<string, MissingEvidence>();
  const unlessDown = async (
    service: string,
    layer: MissingEvidence['layer'],
    work: () => Promise<Piece>,
  ): Promise<Piece> => {
    const known = down.get(service);
    if (known !== undefined) return known;
    const piece = await orMissing(layer, 'defer', work);
    if (isMissing(piece) && piece.reason === 'unreachable') down.set(service, piece);
    return piece;
  };

  const timestamps = async (receipt: Receipt, { timestamps: wanted }: WantedEvidence): Promise<Piece[]> => {
    const urls = authoritiesFor(services, receipt);
    const pieces: Piece[] = [];
    for (const { subject, count } of wanted) {
      const digest = fromHex(subject.sha256) ?? new Uint8Array();
      const answers: Piece[] = [];
      const tokens = (): Piece[] => answers.filter((piece) => !isMissing(piece));
      for (const url of urls) {
        if (tokens().length === count) break;
        const answer = await unlessDown(url, 'rfc3161', async () => ({
          layer: 'rfc3161',
          subject: subject.name,
          content: await askAuthority(services, url, digest),
        }));
        answers.push(answer);
      }
      // That one was down is of no matter when others gave enough.
      pieces.push(...(tokens().length === count ? tokens() : answers));
    }
    return pieces;
  };

  const keyless = (signing: SigstoreSigning, { subjects, source }: Receipt): Promise<Piece> => {
    const { ref = signing.run.ref, commit = signing.run.commit } = source ?? {};
    // The statement is about the source of the record, and made by this run.
    const run = { ...signing.run, ref, commit };
    return unlessDown('sigstore', 'sigstore', async () => ({
      layer: 'sigstore',
      content: utf8(await signKeyless({ ...signing, run }, subjects)),
    }));
  };

  return async (receipt, wanted) => {
    const pieces = [
      ...(await signatures(services, receipt, wanted)),
      ...(wanted.sigstore && services.sigstore ? [await keyless(services.sigstore, receipt)] : []),
      ...(await timestamps(receipt, wanted)),
    ];
    const missing = pieces.filter(isMissing);
    return {
      evidence: numbered(pieces.flatMap((piece) => (isMissing(piece) ? [] : [piece]))),
      missing: unique(missing),
    };
  };
}

async function signatures(
  { openpgp, contentOf, clock }: EvidenceServices,
  receipt: Receipt,
  wanted: WantedEvidence,
): Promise<Piece[]> {
  if (openpgp === undefined || wanted.openpgp.length === 0) return [];
  const { signDetached } = await import('../../evidence/openpgp/index.ts');
  const pieces: Piece[] = [];
  let key: Piece | undefined;
  for (const subject of wanted.openpgp) {
    const content = await contentOf(receipt, subject);
    if (content === undefined) {
      const detail = `The content of ${subject.name} is not at hand, and OpenPGP signs content.`;
      pieces.push({ layer: 'openpgp', reason: 'not-configured', detail });
      continue;
    }
    const { signature, publicKey } = await signDetached({ content, ...openpgp, clock });
    pieces.push({ layer: 'openpgp', subject: subject.name, content: utf8(signature) });
    key = { layer: 'openpgp-key', content: utf8(publicKey) };
  }
  return key === undefined ? pieces : [...pieces, key];
}

/**
 * The authorities to ask for what a record lacks: those that its receipt names as having failed, or, where not all of
 * these are known any more, the others after them. A second token of one that did not fail would add little.
 */
function authoritiesFor(services: TimestampService, { missing }: Receipt): readonly string[] {
  const authorities = authoritiesOf(services);
  if ('reason' in authorities) return [];
  const failures = missing.filter(({ layer, reason }) => layer === 'rfc3161' && isDeferred(reason));
  const failed = authorities.filter((url) =>
    failures.some(({ detail }) => detail.includes(`${publicAddress(url)} `)),
  );
  return failed.length >= failures.length ? failed : [...new Set([...failed, ...authorities])];
}

function numbered(pieces: readonly Omit<EvidenceFile, 'n'>[]): EvidenceFile[] {
  const counts = new Map<string, number>();
  return pieces.map((piece) => {
    const n = (counts.get(piece.layer) ?? 0) + 1;
    counts.set(piece.layer, n);
    return { ...piece, n };
  });
}

/** One that is down is told once, for however many artifacts it was to be asked. */
const unique = (missing: readonly MissingEvidence[]): MissingEvidence[] => [
  ...new Map(missing.map((each) => [`${each.layer} ${each.detail}`, each])).values(),
];
