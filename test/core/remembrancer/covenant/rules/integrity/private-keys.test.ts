import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { privateKeys } from '../../../../../../core/remembrancer/covenant/rules/integrity/private-keys.ts';
import { generateWitnessKey } from '../../../../../../core/remembrancer/ledger/note/cosignature.ts';
import { generateLogKey } from '../../../../../../core/remembrancer/ledger/note/note-signer.ts';
import { contextWith } from '../../context-with.ts';
import { privateKey, randomText } from '../../example-secrets.ts';
import { fileOf } from '../../file-of.ts';

const foundIn = (content: string | Uint8Array, path = 'src/main.ts'): readonly Found[] => {
  const file = fileOf(path, content);
  const found = privateKeys.check(file, contextWith({}));
  if (found.length > 0) expect(privateKeys.mayBreak?.test(file.latin1)).toBe(true);
  return found;
};
const kindsIn = (content: string | Uint8Array): string[] =>
  foundIn(content).map(({ message }) => message.replace('The file has a private key in it: ', ''));

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sealed = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'example' } as const;
const header = (label: string): string => `-----BEGIN ${label}-----`;
const block = (label: string, body: string): string =>
  `${header(label)}\n${body.replace(/.{64}/gu, '$&\n')}\n-----END ${label}-----\n`;
const openssh = (cipher: string): string =>
  block(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      Buffer.from([0, 0, 0, cipher.length]),
      Buffer.from(cipher),
      // No key derivation, one key, and how long it is: many zeros, as in every one of them.
      Buffer.from([0, 0, 0, 4, ...Buffer.from('none'), 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 51]),
      Buffer.from(randomText('openssh', 200)),
    ]).toString('base64'),
  );
const pgp = `${header('PGP PRIVATE KEY BLOCK')}\nVersion: X 1\nComment: none\n\n${Buffer.concat([
  Buffer.from([0x95, 0x03, 0x98]),
  Buffer.from(randomText('pgp', 300)),
]).toString('base64')}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----`;
const putty = `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\nPrivate-Lines: 1\n${randomText('putty', 48)}\nPrivate-MAC: 00\n`;
/** The identity of age's test vectors (C2SP/CCTV, age); it is of nobody. */
const ageKey = ['AGE-SECRET-KEY-', '1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX'].join('');

describe('a private key', () => {
  it.each([
    ['private key (PEM)', privateKey()],
    ['private key (PEM)', rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    ['RSA private key (PEM)', rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString()],
    ['EC private key (PEM)', ec.privateKey.export({ format: 'pem', type: 'sec1' }).toString()],
    ['encrypted private key (PEM)', rsa.privateKey.export({ type: 'pkcs8', ...sealed }).toString()],
    ['encrypted private key (PEM)', rsa.privateKey.export({ type: 'pkcs1', ...sealed }).toString()],
    ['encrypted private key (PEM)', block('ENCRYPTED SIGSTORE PRIVATE KEY', btoa(randomText('cosign', 300)))],
    ['OpenSSH private key', openssh('none')],
    ['encrypted OpenSSH private key', openssh('aes256-ctr')],
    ['OpenPGP private key', pgp],
    ['PuTTY private key', putty],
    ['log or witness key', generateLogKey('github.com/acme/x').signerKey],
    ['log or witness key', generateWitnessKey('witness.example/w').signerKey],
    ['age identity', ageKey],
  ])('is found: %s', (kind, key) => {
    expect(kindsIn(key)).toEqual([kind]);
    expect(kindsIn(`# é 🙂\r\n${key.replaceAll('\n', '\r\n')}`)).toEqual([kind]);
    expect(kindsIn(JSON.stringify({ key }))).toEqual([kind]);
    expect(kindsIn(JSON.stringify({ key: JSON.stringify({ key }) }))).toEqual([kind]);
    expect(kindsIn(`key: |\n${key.replace(/^/gmu, '    ')}`)).toEqual([kind]);
    expect(kindsIn(Buffer.from(`\ufeff${key}`, 'utf16le'))).toEqual([kind]);
    expect(kindsIn(Buffer.concat([Buffer.from([0, 1, 2, 255]), Buffer.from(key)]))).toEqual([kind]);
  });

  const pem = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString().trimEnd();
  it.each([
    [
      'joined strings',
      pem
        .split('\n')
        .map((line) => `  "${line}\\n" +`)
        .join('\n'),
    ],
    [
      'a list of strings',
      `[\n${pem
        .split('\n')
        .map((line) => `  '${line}',`)
        .join('\n')}\n]`,
    ],
    ['a comment', pem.replace(/^/gmu, '# ')],
    ['one line with blanks', `KEY="${pem.replaceAll('\n', ' ')}"`],
    ['no last line', pem.split('\n').slice(0, 6).join('\n')],
  ])('is found in %s', (_, text) => {
    expect(kindsIn(text)).toEqual(['private key (PEM)']);
  });

  it('is found in base64 once more', () => {
    expect(kindsIn(`data:\n  tls.key: ${btoa(`${pem}\n`)}\n`)).toEqual(['private key (PEM) in base64']);
    for (const end of ['', '\n', '\n\n']) {
      const coded = btoa(`${pem}${end}`);
      expect(foundIn(`a ${coded} b`)[0]?.range).toEqual({ start: 2, end: 2 + coded.length });
    }
    const certificate = block('CERTIFICATE', randomText('certificate', 640));
    expect(kindsIn(`data:\n  tls.crt: ${btoa(certificate)}\n`)).toEqual([]);
  });

  it('is looked for in binary files too, and not over 5 MiB', () => {
    const { binary, mostBytes, passesOverLarger } = privateKeys;
    expect({ binary, mostBytes, passesOverLarger }).toEqual({
      binary: true,
      mostBytes: 5_242_880,
      passesOverLarger: true,
    });
  });

  it('is found with its place, each one', () => {
    const text = `a\n${pem}\nb\n${pem}\n`;
    const file = fileOf('x', text);
    const found = privateKeys.check(file, contextWith({}));
    expect(found.map(({ range }) => file.positionOf(range?.start ?? 0).line)).toEqual([
      2,
      2 + pem.split('\n').length + 1,
    ]);
  });

  it('is told from its first line to before its last, in the order of the file, whatever its kind', () => {
    const signer = generateLogKey('github.com/acme/x').signerKey;
    const coded = btoa(`${pem}\n`);
    const lines = putty.slice(0, putty.indexOf('\nPrivate-MAC'));
    const text = `a ${coded} b\n${putty}\n${signer}\n${pem}\n${ageKey}\nend`;
    const places = foundIn(text).map(({ range }) => text.slice(range?.start, range?.end));
    expect(places).toEqual([coded, lines, signer, pem.slice(0, pem.indexOf('-----END')), ageKey]);
    const open = pem.split('\n').slice(0, 6).join('\n');
    expect(foundIn(`a\n${open}`)[0]?.range).toEqual({ start: 2, end: 2 + open.length });
  });

  it('of PuTTY is found behind the beginning of another', () => {
    const start = putty.slice(0, putty.indexOf('Private-Lines'));
    const text = `${start}${putty}`;
    expect(foundIn(text).map(({ range }) => range?.start)).toEqual([start.length]);
    expect(kindsIn(putty.replace(randomText('putty', 48), 'A'.repeat(48)))).toEqual([]);
    expect(kindsIn(putty.replace(randomText('putty', 48), 'kqwkzqmktqkwqzmt'.repeat(2)))).toHaveLength(1);
    expect(kindsIn(putty.replace('Private-Lines: 1', 'Private-Lines: 14'))).toHaveLength(1);
  });

  it('never stands in what is told of it', () => {
    const told = JSON.stringify(foundIn(pem));
    for (const line of pem.split('\n').slice(1, -1)) expect(told).not.toContain(line);
  });
});

describe('no private key', () => {
  const rsaLines = rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString().trimEnd().split('\n');

  it.each([
    ['the mere first line', `if (text.startsWith('${header('PRIVATE KEY')}')) throw new Error('x');`],
    ['first and last line', `${header('RSA PRIVATE KEY')}\n...\n-----END RSA PRIVATE KEY-----`],
    [
      'a placeholder',
      `${header('PRIVATE KEY')}\nYOUR KEY GOES HERE, AND ON THIS LINE TOO, AS LONG AS IT TAKES\n`,
    ],
    ['crosses', block('PRIVATE KEY', 'x'.repeat(200))],
    [
      'the beginning and the end of one',
      `${rsaLines.slice(0, 2).join('\n')}\n${rsaLines.slice(-2).join('\n')}`,
    ],
    ['a cut key', `${header('PRIVATE KEY')}\nMIIEvgIBADANBgkqhkiG9w0...\n-----END PRIVATE KEY-----`],
    [
      'prose',
      `The line ${header('PRIVATE KEY')} starts a key and no word behind it makes this text one of them`,
    ],
    ['a pattern', '/-----BEGIN (RSA |EC )?PRIVATE KEY-----[A-Za-z0-9+/=\\s]+-----END/'],
    ['a public key', rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString()],
    ['a public key of a log', generateLogKey('github.com/acme/x').verifierKey],
    ['a public key of age', 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'],
    ['an age identity with a wrong checksum', ageKey.replace(/X$/u, 'Q')],
    ['the form of a log key', 'PRIVATE+KEY+<name>+<key id>+<base64>'],
    ['what says it is OpenSSH and is not', block('OPENSSH PRIVATE KEY', randomText('no openssh', 400))],
    ['a log key that is invented', `PRIVATE+KEY+x+01234567+${'A'.repeat(44)}`],
    ['a log key that begins with zeros', `PRIVATE+KEY+x+01234567+${'A'.repeat(20)}${randomText('rest', 24)}`],
    ['a log key of another length', `PRIVATE+KEY+x+01234567+${randomText('short', 43)}`],
    ['nothing', ''],
  ])('is %s', (_, text) => {
    expect(kindsIn(text)).toEqual([]);
    expect(kindsIn(JSON.stringify({ text }))).toEqual([]);
  });

  it.each(['BEGIN PRIVATE KEY', '-----BEGIN CERTIFICATE-----', 'a\xff\xfe', 'a\xfe\xff'])(
    'is looked for in %j',
    (latin1) => {
      expect(privateKeys.mayBreak?.test(latin1)).toBe(false);
    },
  );

  it('takes no long time in text that is full of beginnings', () => {
    const beginnings = [
      header('PRIVATE KEY'),
      'PuTTY-User-Key-File-3: ',
      'PRIVATE+KEY+',
      'LS0tLS1CRUdJTi',
      '-----BEGIN ',
    ];
    for (const part of beginnings) expect(foundIn(part.repeat(1_000_000 / part.length))).toEqual([]);
    expect(foundIn(`${header('PRIVATE KEY')}${' \\n+"'.repeat(200_000)}`)).toEqual([]);
  }, 20_000);

  it('and no text breaks it', () => {
    const parts = fc.constantFrom(
      header('PRIVATE KEY'),
      '\\n',
      '\n',
      '"',
      '+ ',
      'MIIE',
      ' ',
      'Proc-Type: 4',
      '=',
      '-----',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 5 }))), (texts) => {
        expect(foundIn(texts.join(''))).toEqual([]);
      }),
    );
  });
});
