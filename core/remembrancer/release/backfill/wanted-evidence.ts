import type { MissingEvidence } from '../../evidence/missing-evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { EvidenceDigest, EvidenceLayer, Receipt } from '../../receipt/index.ts';

/** What a run of backfill has to get evidence with. */
export interface Capabilities {
  /** How many authorities can be asked for a token. */
  readonly authorities: number;
  readonly sigstore: boolean;
  readonly openpgp: boolean;
}

/** What a record lacks and could have now. */
export interface WantedEvidence {
  /** Tokens to get over each artifact. */
  readonly timestamps: readonly { readonly subject: Subject; readonly count: number }[];
  /** One bundle over all artifacts. */
  readonly sigstore: boolean;
  /** Artifacts to sign; it takes their content. */
  readonly openpgp: readonly Subject[];
}

const DEFERRED: readonly string[] = ['unreachable', 'rejected', 'bad-answer'];

/** Whether evidence that is missing for `reason` may be had later: a service failed. */
export const isDeferred = (reason: string): boolean => DEFERRED.includes(reason);

/**
 * What the record of `first` still owes, after the evidence that came `later`, as far as `capabilities` reach. Only what
 * is missing because a service failed is owed; what was not configured or not permitted then is settled.
 */
export function wantedEvidence(
  first: Receipt,
  later: readonly Receipt[],
  { authorities, sigstore, openpgp }: Capabilities,
): WantedEvidence {
  const owed = (layer: MissingEvidence['layer']): number =>
    first.missing.filter((each) => each.layer === layer && isDeferred(each.reason)).length;
  const late = later.flatMap(({ evidence }) => evidence);
  const tokens = first.subjects.map(({ name }) => count(first.evidence, 'rfc3161', name));
  // An authority that fails is asked no more, so the artifact with the fewest tokens has one of each that did not.
  const goal = Math.min(...tokens) + Math.min(owed('rfc3161'), authorities);
  const isSigned = (name: string): boolean =>
    count(first.evidence, 'openpgp', name) + count(late, 'openpgp', name) > 0;
  return {
    timestamps: first.subjects.flatMap((subject, i) => {
      const missing = goal - (tokens[i] ?? 0) - count(late, 'rfc3161', subject.name);
      return owed('rfc3161') > 0 && missing > 0 ? [{ subject, count: missing }] : [];
    }),
    sigstore: sigstore && owed('sigstore') > 0 && !late.some(({ layer }) => layer === 'sigstore'),
    openpgp: openpgp && owed('openpgp') > 0 ? first.subjects.filter(({ name }) => !isSigned(name)) : [],
  };
}

/** The layers in which something is wanted. */
export const wantedLayers = ({
  timestamps,
  sigstore,
  openpgp,
}: WantedEvidence): MissingEvidence['layer'][] => [
  ...(openpgp.length > 0 ? (['openpgp'] as const) : []),
  ...(sigstore ? (['sigstore'] as const) : []),
  ...(timestamps.length > 0 ? (['rfc3161'] as const) : []),
];

const count = (evidence: readonly EvidenceDigest[], layer: EvidenceLayer, name: string): number =>
  evidence.filter((file) => file.layer === layer && file.subject === name).length;
