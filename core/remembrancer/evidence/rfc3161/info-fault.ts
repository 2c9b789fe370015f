import type { MessageImprint, TSTInfo } from 'pkijs';

import { equalBytes, fromHex } from '../../../common/bytes.ts';
import { formatTime, isAfter } from '../../../common/clock.ts';
import type { Subject } from '../subject.ts';
import { OID } from './oids.ts';
import type { TimestampFault } from './timestamp-fault.ts';

/** What a token must say. */
export interface ExpectedInfo {
  /** What the token must be about, by SHA-256 or SHA-512. */
  readonly subject: Pick<Subject, 'sha256' | 'sha512'>;
  /** A token from after this moment is refused. */
  readonly at: Date;
  /** The nonce of the request, where it is known. */
  readonly nonce?: Uint8Array;
  /** The policy that the authority must have followed, dotted; any when left out. */
  readonly policy?: string;
}

const BROKEN_DIGESTS: readonly string[] = [OID.md5, OID.sha1];

/** In what the content of a token is not the expected one; who signed it is another question. */
export function infoFault(info: TSTInfo, expected: ExpectedInfo): TimestampFault | undefined {
  const { messageImprint, nonce, policy, genTime } = info;
  if (info.version !== 1 || info.extensions?.some(({ critical }) => critical)) {
    return {
      reason: 'malformed',
      what: 'The time-stamp has a version or a critical extension that is not understood here',
    };
  }
  const { algorithmId } = messageImprint.hashAlgorithm;
  if (BROKEN_DIGESTS.includes(algorithmId)) {
    return {
      reason: 'weak-algorithm',
      what: `The time-stamp is over a digest that is broken (${algorithmId})`,
    };
  }
  const digest = digestFor(messageImprint, expected.subject);
  if (digest === undefined) {
    return {
      reason: 'content-needed',
      what: `The time-stamp is over a digest that is not at hand (${algorithmId})`,
    };
  }
  if (!equalBytes(messageImprint.hashedMessage.valueBlock.valueHexView, digest)) {
    return { reason: 'mismatch', what: 'The time-stamp is for another artifact' };
  }
  if (expected.nonce && (!nonce || !equalBytes(nonce.valueBlock.valueHexView, expected.nonce))) {
    return { reason: 'mismatch', what: 'The time-stamp does not carry the nonce of the request' };
  }
  if (expected.policy !== undefined && policy !== expected.policy) {
    return {
      reason: 'mismatch',
      what: `The time-stamp follows the policy ${policy}, not ${expected.policy}`,
    };
  }
  if (isAfter(genTime, expected.at)) {
    return { reason: 'in-future', what: `The time-stamp is from after ${formatTime(expected.at)}` };
  }
  return undefined;
}

/** The artifact's digest by the algorithm of the token; `undefined` when it is not known. */
function digestFor(
  { hashAlgorithm }: MessageImprint,
  { sha256, sha512 }: ExpectedInfo['subject'],
): Uint8Array | undefined {
  const digests: Readonly<Record<string, string | undefined>> = {
    [OID.sha256]: sha256,
    [OID.sha512]: sha512,
  };
  const digest = digests[hashAlgorithm.algorithmId];
  return digest === undefined ? undefined : fromHex(digest);
}
