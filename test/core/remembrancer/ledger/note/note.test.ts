import { describe, expect, it } from '@jest/globals';
import {
  cosign,
  EMPTY_ROOT,
  formatCheckpoint,
  generateLogKey,
  generateWitnessKey,
  openCheckpoint,
  openNote,
  parseSignerKey,
  parseVerifierKey,
  parseWitnessKey,
  signNote,
} from '../../../../../core/remembrancer/ledger/index.ts';

/** The example of C2SP signed-note.md. */
const C2SP_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const C2SP_NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

/** The example of golang.org/x/mod/sumdb/note. */
const GO_SIGNER = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

describe('signed notes', () => {
  it('opens the example of the C2SP specification', () => {
    const { text, signatures } = openNote(C2SP_NOTE, [parseVerifierKey(C2SP_KEY)]);
    expect(text).toBe('This is an example message.\n');
    expect(signatures).toHaveLength(1);
  });

  it('signs the example of the Go package byte for byte, with the Go key', () => {
    const signer = parseSignerKey(GO_SIGNER);
    expect(signer.verifierKey).toBe(GO_KEY);
    expect(signNote(GO_NOTE.slice(0, GO_NOTE.lastIndexOf('\n\n') + 1), signer)).toBe(GO_NOTE);
  });

  it('ignores signatures by unknown keys, even under a known name', () => {
    const [mine, other] = [generateLogKey('example.com/log'), generateLogKey('example.com/log')];
    const note = signNote('text\n', parseSignerKey(other.signerKey), parseSignerKey(mine.signerKey));
    const opened = openNote(note, [parseVerifierKey(mine.verifierKey)]);
    expect(opened.signatures.map(({ verifier }) => verifier.verifierKey)).toEqual([mine.verifierKey]);
    expect(opened.unknown).toHaveLength(1);
    expect(() => openNote(note, [parseVerifierKey(C2SP_KEY)])).toThrow('no signature by a trusted key');
  });

  it('takes a line for a known key only under its own name, and a line that is there twice once', () => {
    const { signerKey, verifierKey } = generateLogKey('a.example');
    const note = signNote('text\n', parseSignerKey(signerKey));
    const line = note.slice(note.indexOf('—'));
    expect(openNote(note + line, [parseVerifierKey(verifierKey)]).signatures).toHaveLength(1);
    expect(() => openNote(note.replace('a.example', 'b.example'), [parseVerifierKey(verifierKey)])).toThrow(
      'no signature by a trusted key: it is signed by b.example (key id',
    );
  });

  it('rejects the note when a known key has a bad signature, whatever other signatures stand beside it', () => {
    const [a, b] = [generateLogKey('a.example'), generateLogKey('b.example')];
    const good = signNote('text\n', parseSignerKey(a.signerKey));
    const bad = signNote('other\n', parseSignerKey(b.signerKey));
    const note = good + bad.slice(bad.indexOf('—'));
    expect(() =>
      openNote(
        note,
        [a, b].map((key) => parseVerifierKey(key.verifierKey)),
      ),
    ).toThrow('bad signature by b.example');
    expect(openNote(note, [parseVerifierKey(a.verifierKey)]).text).toBe('text\n');
  });

  it('splits at the last blank line, so that a text may have blank lines of its own', () => {
    const { signerKey, verifierKey } = generateLogKey('a.example');
    const text = 'first\n\n— looks like a signature\n\nlast\n';
    expect(openNote(signNote(text, parseSignerKey(signerKey)), [parseVerifierKey(verifierKey)]).text).toBe(
      text,
    );
  });

  it.each([
    ['no blank line', 'text\n— a AAAAAAAA\n'],
    ['no final newline', C2SP_NOTE.slice(0, -1)],
    ['a hyphen for the dash', C2SP_NOTE.replace('—', '-')],
    ['a control character', C2SP_NOTE.replace('This', 'Th\tis')],
    ['base64 that is not canonical', C2SP_NOTE.replace('aQM=', 'aQN=')],
    ['a hundred and one signatures', C2SP_NOTE + C2SP_NOTE.slice(C2SP_NOTE.indexOf('—')).repeat(100)],
  ])('refuses a note with %s', (_, note) => {
    expect(() => openNote(note, [parseVerifierKey(C2SP_KEY)])).toThrow('The signed note is malformed');
  });
});

it('a checkpoint of another log is not opened with the key of this one, even when that key signed it', () => {
  const signer = parseSignerKey(generateLogKey('a.example').signerKey);
  const signed = (origin: string): string =>
    signNote(formatCheckpoint({ origin, size: 0, root: EMPTY_ROOT }), signer);
  const verifier = parseVerifierKey(signer.verifierKey);
  expect(openCheckpoint(signed('a.example'), verifier)).toMatchObject({ origin: 'a.example', size: 0 });
  expect(() => openCheckpoint(signed('b.example'), verifier)).toThrow('is of the log "b.example"');
});

describe('keys', () => {
  it.each([
    ['a key id of another key', C2SP_KEY.replace('530d903a', '530d903b'), 'key id'],
    ['a name with a space', C2SP_KEY.replace('foo', 'f oo'), 'name'],
    ['a short key', 'example.com/foo+530d903a+Aeky', 'key length'],
    ['an unknown type', C2SP_KEY.replace('+Ae', '+Ce'), 'signature type 9'],
    ['no parts', 'example.com/foo', 'form'],
  ])('refuses a verifier key with %s and says so', (_, key, reason) => {
    expect(() => parseVerifierKey(key)).toThrow(reason);
  });

  it('never repeats a private key in an error', () => {
    const { signerKey } = generateLogKey('a.example');
    const secret = signerKey.slice(-20);
    for (const broken of [signerKey.slice(1), signerKey.replace('a.example', 'b.example'), `${signerKey}!`]) {
      let message = '';
      try {
        parseSignerKey(broken);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain('The log key is not usable');
      expect(message).not.toContain(secret);
    }
  });

  it('never repeats a private key that was given where a verifier key belongs', () => {
    const { signerKey } = generateLogKey('a.example');
    for (const misplaced of [signerKey, signerKey.replace('PRIVATE+KEY+', '')]) {
      const parse = (): unknown => parseVerifierKey(misplaced);
      expect(parse).toThrow('is not a verifier key');
      expect(parse).not.toThrow(signerKey.slice(-20));
    }
  });

  it('does not take a witness key for a log key, nor the other way round', () => {
    expect(() => parseSignerKey(generateWitnessKey('w.example').signerKey)).toThrow('signature type 4');
    expect(() => parseWitnessKey(generateLogKey('l.example').signerKey)).toThrow('signature type 1');
  });
});

describe('cosignatures', () => {
  const log = generateLogKey('log.example');
  const witness = generateWitnessKey('witness.example');
  const checkpoint = signNote(
    'log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    parseSignerKey(log.signerKey),
  );
  const verifiers = [log, witness].map((key) => parseVerifierKey(key.verifierKey));
  const at = (time: string) => () => new Date(time);

  it('adds a line with the time, and leaves text and log signature as they were', () => {
    const note = cosign(checkpoint, parseWitnessKey(witness.signerKey), at('2026-11-20T09:30:00.900Z'));
    expect(note.startsWith(checkpoint)).toBe(true);
    expect(openNote(note, verifiers).signatures.map(({ verifier, time }) => [verifier.kind, time])).toEqual([
      ['log', 0],
      ['witness', Date.parse('2026-11-20T09:30:00Z') / 1000],
    ]);
  });

  it('replaces its own earlier line', () => {
    const signer = parseWitnessKey(witness.signerKey);
    const first = cosign(checkpoint, signer, at('2026-11-20T09:30:00Z'));
    const second = cosign(first, signer, at('2026-11-21T09:30:00Z'));
    expect(second.split('— witness.example')).toHaveLength(2);
    expect(openNote(second, verifiers).signatures).toHaveLength(2);
  });

  it('is bad when its time is changed', () => {
    const note = cosign(checkpoint, parseWitnessKey(witness.signerKey), at('2026-11-20T09:30:00Z'));
    const line = note.trimEnd().split(' ').at(-1)!;
    const bytes = Buffer.from(line, 'base64');
    bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
    expect(() => openNote(note.replace(line, bytes.toString('base64')), verifiers)).toThrow('bad signature');
  });
});
