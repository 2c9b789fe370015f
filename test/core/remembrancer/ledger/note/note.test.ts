import { describe, expect, it } from '@jest/globals';
import { concatBytes } from '../../../../../core/common/bytes.ts';
import {
  addSignatures,
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
  splitNote,
} from '../../../../../core/remembrancer/ledger/index.ts';
import { isKeyName } from '../../../../../core/remembrancer/ledger/note/key-text.ts';
import { parseSignerKeyText } from '../../../../../core/remembrancer/ledger/note/signer-key.ts';

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

  // unicode.IsSpace of Go, by which golang.org/x/mod/sumdb/note judges names.
  it('may have every character in their names but spaces and the plus sign', () => {
    const spaces = [0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000];
    const ranges = [0x9, 0xa, 0xb, 0xc, 0xd, ...Array.from({ length: 11 }, (_, i) => 0x2000 + i)];
    const refused = [...spaces, ...ranges, '+'.codePointAt(0)!].toSorted((a, b) => a - b);
    const all = Array.from({ length: 0xd800 }, (_, i) => i).concat(0xfeff, 0xfffd, 0x1f600);
    expect(all.filter((code) => !isKeyName(`a${String.fromCodePoint(code)}`))).toEqual(refused);
    const { signerKey, verifierKey } = generateLogKey('\ufefflog.example');
    const note = signNote('text\n', parseSignerKey(signerKey));
    expect(openNote(note, [parseVerifierKey(` ${verifierKey}\n`)]).text).toBe('text\n');
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

  it('may state any time up to 2^63 - 1, and none after it', () => {
    const { name, keyId, pair } = parseSignerKeyText(witness.signerKey, 0x04, 'witness key');
    const cosignedAt = (seconds: bigint): string => {
      const { text } = splitNote(checkpoint);
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(seconds);
      const signed = pair.sign(`cosignature/v1\ntime ${seconds}\n${text}`);
      return addSignatures(checkpoint, { name, keyId, signature: concatBytes(time, signed) });
    };
    for (const seconds of [0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n]) {
      const { signatures } = openNote(cosignedAt(seconds), verifiers);
      expect(signatures.map(({ time }) => time)).toEqual([0, Number(seconds)]);
    }
    for (const seconds of [2n ** 63n, 2n ** 64n - 1n]) {
      expect(() => openNote(cosignedAt(seconds), verifiers)).toThrow('bad signature');
    }
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
