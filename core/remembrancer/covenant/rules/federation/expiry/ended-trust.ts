import { X509Certificate } from 'node:crypto';

import { formatTime } from '../../../../../common/clock.ts';
import type { TrustFile } from '../../../../trust/index.ts';

/** Something that a trust file believes in and that has ended. */
export interface Ended {
  /** The end of a sentence that begins with the file. */
  readonly what: string;
  /** Set when it cannot be told whether it has ended. */
  readonly isOpen?: true;
}

/** What in `trust` has ended at the moment `at`. What does not parse is left to VM-III-01. */
export const endedIn = async (trust: TrustFile, at: Date): Promise<Ended[]> => [
  ...(await endedKeys(trust, at)),
  ...endedRoots(trust, at),
  ...endedSigstore(trust, at),
];

async function endedKeys({ openpgp: { keys = [], fingerprints } }: TrustFile, at: Date): Promise<Ended[]> {
  if (keys.length === 0) return [];
  const { keyEnd, readPublicKeys } = await import('../../../../evidence/openpgp/index.ts');
  const ended: Ended[] = [];
  for (const [n, block] of keys.entries()) {
    if ((await readPublicKeys([block])).length === 0)
      ended.push({ what: `has an OpenPGP key that cannot be read, the ${n + 1}. of them`, isOpen: true });
  }
  for (const key of await readPublicKeys(keys)) {
    const fingerprint = key.getFingerprint().toUpperCase();
    const end = await keyEnd(key, at);
    if (end !== undefined && fingerprints.includes(fingerprint))
      ended.push({ what: `trusts the OpenPGP key ${fingerprint}, which ${end}` });
  }
  return ended;
}

function endedRoots({ rfc3161: { roots } }: TrustFile, at: Date): Ended[] {
  return roots.flatMap((pem) => {
    const root = certificateOf(pem);
    if (root === undefined || root.validToDate >= at) return [];
    const name = root.subject.replaceAll('\n', ', ');
    return [
      { what: `trusts the time-stamping root ${name}, which ended at ${formatTime(root.validToDate)}` },
    ];
  });
}

function certificateOf(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** A trusted root keeps what has ended for old bundles; it has ended itself when nothing of a kind is left. */
function endedSigstore({ sigstore }: TrustFile, at: Date): Ended[] {
  if (sigstore === undefined) return [];
  const root = sigstore.trustedRoot as Readonly<Record<string, unknown>>;
  const kinds = [
    ['certificateAuthorities', 'authority'],
    ['tlogs', 'log'],
  ] as const;
  return kinds.flatMap(([member, kind]) => {
    const ends = listOf(root[member]).map(endOf);
    if (ends.length === 0 || !ends.every((end) => end !== undefined && end < at)) return [];
    return [{ what: `has a Sigstore trusted root of which no ${kind} is valid any more` }];
  });
}

/** Where an item ends; an end that is no time is never past. */
function endOf(item: unknown): Date | undefined {
  const period = memberOf(item, 'validFor') ?? memberOf(memberOf(item, 'publicKey'), 'validFor');
  const end = memberOf(period, 'end');
  return typeof end === 'string' ? new Date(end) : undefined;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
