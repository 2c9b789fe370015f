import { sha256, toBase64 } from '../../core/common/bytes.ts';
import { cosign, formatCheckpoint, signNote } from '../../core/remembrancer/ledger/index.ts';
import { vectorLogKey, vectorWitnessKey } from './vector-keys.ts';

const ORIGIN = 'example.com/vectors/log';
const log = vectorLogKey(ORIGIN);
const stranger = vectorLogKey('example.com/vectors/stranger');
const witness = vectorWitnessKey('example.com/vectors/witness');
const SEEN_AT = new Date('2026-11-20T09:30:00Z');

/** Signed notes that are checkpoints, with the keys to check them by, and what must be refused. */
export function noteVectors(): object {
  const root = sha256('a root');
  const text = formatCheckpoint({ origin: ORIGIN, size: 1234, root });
  const signed = signNote(text, log.signer);
  const byStranger = signNote(text, stranger.signer);
  const cosigned = cosign(signed, witness.signer, () => SEEN_AT);
  const body = text.slice(0, -1);
  return {
    about:
      'C2SP signed-note, tlog-checkpoint and tlog-cosignature. known are the verifier keys to open the notes with. The private keys are examples: they are no secret.',
    keys: [log, stranger, witness].map(({ signerKey, signer }) => ({
      signerKey,
      verifierKey: signer.verifierKey,
    })),
    known: [log.signer.verifierKey, witness.signer.verifierKey],
    accepted: [
      { why: 'signed by the log', note: signed, by: [ORIGIN] },
      {
        why: 'cosigned by a witness',
        note: cosigned,
        by: [ORIGIN, witness.signer.name],
        time: SEEN_AT.getTime() / 1000,
      },
      {
        why: 'an unknown key says nothing',
        note: signNote(text, stranger.signer, log.signer),
        by: [ORIGIN],
      },
      {
        why: 'an extension line',
        note: signNote(`${text}extension\n`, log.signer),
        by: [ORIGIN],
      },
    ].map((each) => ({ ...each, checkpoint: { origin: ORIGIN, size: 1234, root: toBase64(root) } })),
    refused: [
      { why: 'no known key signed it', note: byStranger },
      { why: 'a known key with a bad signature', note: signed.replace('1234', '1235') },
      {
        why: 'a bad signature beside a good one',
        note: cosigned.replace(/(witness [A-Za-z0-9+/]{20})./u, '$1/'),
      },
      { why: 'no newline at the end', note: signed.slice(0, -1) },
      { why: 'no blank line', note: signed.replace('\n\n', '\n') },
      { why: 'a control character', note: signed.replace('1234', '12\t34') },
      { why: 'a hyphen for the em dash', note: signed.replace('\u2014', '-') },
    ],
    refusedCheckpoints: [
      { why: 'a leading zero', text: body.replace('1234', '01234') },
      { why: 'a sign', text: body.replace('1234', '+1234') },
      { why: 'a size above 2^53 - 1', text: body.replace('1234', '9007199254740992') },
      { why: 'no origin', text: body.replace(ORIGIN, '') },
      { why: 'a root of 31 bytes', text: `${ORIGIN}\n1234\n${toBase64(root.subarray(1))}` },
      { why: 'a root in URL base64', text: `${ORIGIN}\n1234\n${toBase64(root).replace(/[=+/]/u, '-')}` },
      { why: 'two lines', text: `${ORIGIN}\n1234` },
      { why: 'an admission (SPEC.md section 5)', text: admissionText(root) },
    ].map(({ why, text: checkpoint }) => ({ why, note: signNote(`${checkpoint}\n`, log.signer) })),
  };
}

const admissionText = (root: Uint8Array): string =>
  ['vaultmesh.dev/ledger-admission@v1', ORIGIN, '1234', toBase64(root), '{}'].join('\n');
