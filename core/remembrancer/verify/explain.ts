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

/** The verdict in sentences: what was required, what each layer shows, and what was not checked at all. */
export function explain({ required, layers }: Verdict): string[] {
  return [
    `Required: ${required.map((group) => group.join(' or ')).join(', and ')}.`,
    ...layers.map(({ layer, status }) => `${layer}: ${meaningOf(layer, status)}`),
    'Nothing was fetched. Whether a newer version exists, or a key was revoked since the trust file was made, was not checked.',
  ];
}

function meaningOf(layer: Layer, status: LayerVerdict['status']): string {
  if (status === 'valid') return MEANINGS[layer];
  return layer === 'witness' && status === 'absent' ? NO_WITNESS : NOT_VALID[status];
}
