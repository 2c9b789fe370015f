import type { Layer, LayerVerdict } from '../evidence/layer-verdict.ts';
import type { Verdict } from './verdict.ts';

/** What a valid layer shows, and what it does not. */
const MEANINGS: Record<Layer, string> = {
  digest:
    'The file has, byte for byte, the content that was recorded. Who made it is the business of other layers.',
  openpgp:
    'The holder of a key that the trust file names signed this content. When is not proven by the signature.',
  sigstore:
    'The workflow that the trust file names signed how this content was built, and a public log promised to have the signature or shows it.',
  rfc3161:
    'A time-stamping authority that the trust file names saw this content no later than the time it states.',
  receipt: 'The receipt is well-formed, and names every piece of evidence in the proof by its digest.',
  inclusion: 'The receipt is an entry of the log whose key the trust file names, as its owner signed it.',
  'checkpoint-time':
    'A time-stamping authority that the trust file names saw the log, with this entry in it, no later than the time it states.',
  witness:
    'Enough witnesses that the trust file names saw the same log, so its owner cannot deny or change the entry unseen.',
};

const NO_WITNESS =
  'No quorum of them cosigned, so nothing keeps the owner of the log from showing others another one, without this entry.';

const NOT_VALID: Record<Exclude<LayerVerdict['status'], 'valid'>, string> = {
  invalid: 'It is there, and it is wrong.',
  untrusted: 'It is there, and the trust file gives no ground to believe it.',
  absent: 'It is not there, so nothing is known.',
  redacted: 'It was removed in the way that the receipt provides for.',
};

const IN_FUTURE =
  'It is there, and it or the key that it is by is from after the moment that it is judged at, so it does not count.';

const JUDGED_NOW =
  'Judged by the present time, and each OpenPGP key by the time when the log recorded its signature, where that is proven.';

/** The verdict in sentences: by what time it was judged, what was required, what each layer shows, and what was not checked at all. */
export function explain({ at, required, layers }: Verdict): string[] {
  return [
    `Required: ${required.map((group) => group.join(' or ')).join(', and ')}.`,
    at === undefined ? JUDGED_NOW : `Judged at ${at}, as asked: what is from after it does not count.`,
    ...layers.map((verdict) => `${verdict.layer}: ${meaningOf(verdict)}`),
    'Nothing was fetched. Whether a newer version exists, or a key was revoked since the trust file was made, was not checked.',
  ];
}

function meaningOf({ layer, status, reason }: LayerVerdict): string {
  if (status === 'valid') return MEANINGS[layer];
  if (reason === 'in-future') return IN_FUTURE;
  return layer === 'witness' && status === 'absent' ? NO_WITNESS : NOT_VALID[status];
}
