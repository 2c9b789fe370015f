import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fileContent } from '../../core/remembrancer/evidence/index.ts';
import { signDetached, verifyDetached } from '../../core/remembrancer/evidence/openpgp/index.ts';
import { gpgHome, type GpgHome } from '../core/remembrancer/evidence/openpgp/gpg-home.ts';
import { sequoia, sq } from './sequoia.ts';

const PASSPHRASE = 'correct horse battery staple';

interface KeyForm {
  readonly name: string;
  /** What makes the key; `subkey` signs where there is one, and the primary key then only certifies. */
  readonly by: 'gpg' | 'sq';
  readonly algorithm: string;
  readonly subkey?: true;
  readonly passphrase?: string;
}

const FORMS: readonly KeyForm[] = [
  { name: 'ed25519', by: 'gpg', algorithm: 'ed25519' },
  { name: 'ed25519-subkey', by: 'gpg', algorithm: 'ed25519', subkey: true },
  { name: 'rsa3072', by: 'gpg', algorithm: 'rsa3072' },
  { name: 'rsa3072-subkey', by: 'gpg', algorithm: 'rsa3072', subkey: true },
  { name: 'nistp256', by: 'gpg', algorithm: 'nistp256' },
  { name: 'ed25519-passphrase', by: 'gpg', algorithm: 'ed25519', passphrase: PASSPHRASE },
  { name: 'rsa3072-passphrase', by: 'gpg', algorithm: 'rsa3072', subkey: true, passphrase: PASSPHRASE },
  { name: 'sq-cv25519', by: 'sq', algorithm: 'cv25519', subkey: true },
  { name: 'sq-rsa3k', by: 'sq', algorithm: 'rsa3k', subkey: true },
];

interface Key {
  readonly secret: string;
  readonly public: string;
  readonly fingerprint: string;
}

let home: GpgHome;
const at = (name: string): string => join(home.directory, name);

beforeAll(async () => {
  home = await gpgHome();
  await writeFile(at('file'), 'the artifact\r\nwith a line ending that text signatures would change\n');
  await writeFile(at('other'), 'the artifacT\r\nwith a line ending that text signatures would change\n');
});

afterAll(() => home.close());

/** Makes the key, leaves it in gpg's key ring and in `NAME.secret` and `NAME.public`. */
async function makeKey(form: KeyForm): Promise<Key> {
  const user = `${form.name}@example.com`;
  const secret = at(`${form.name}.secret`);
  const unlock = form.passphrase === undefined ? [] : ['--passphrase', form.passphrase];
  if (form.by === 'sq') {
    const suite = ['--cipher-suite', form.algorithm, '--userid', user];
    sq(home.directory, 'key', 'generate', ...suite, '--export', secret);
    await home.gpg('--import', secret);
  } else {
    const usage = form.subkey ? 'cert' : 'sign';
    await home.gpg(...unlock, '--quick-generate-key', user, form.algorithm, usage, '1y');
    if (form.subkey) {
      const primary = await fingerprintOf(user);
      await home.gpg(...unlock, '--quick-add-key', primary, form.algorithm, 'sign', '1y');
    }
    await writeFile(secret, await home.gpg(...unlock, '--armor', '--export-secret-keys', user));
  }
  const armored = await home.gpg('--armor', '--export', user);
  await writeFile(at(`${form.name}.public`), armored);
  return { secret: await readFile(secret, 'utf8'), public: armored, fingerprint: await fingerprintOf(user) };
}

const fingerprintOf = async (user: string): Promise<string> =>
  /^fpr:+([0-9A-F]{40}):/m.exec(await home.gpg('--with-colons', '--list-keys', user))?.[1] ?? '';

/** Who of gpg, sq and sqv accepts a signature over a file by the key in `NAME.public`. */
async function acceptedBy(name: string, signature: string, file: string): Promise<string[]> {
  const gpg = await home.gpg('--verify', signature, at(file)).then(
    () => ['gpg'],
    () => [],
  );
  const certificate = at(`${name}.public`);
  const verified = sequoia(
    'sq',
    home.directory,
    'verify',
    '--signer-cert',
    certificate,
    '--detached',
    signature,
    file,
  );
  const sqv = sequoia('sqv', home.directory, '--keyring', certificate, signature, file);
  return [...gpg, ...(verified.ok ? ['sq'] : []), ...(sqv.ok ? ['sqv'] : [])];
}

const verify = (key: Key, signature: string, file: string) =>
  verifyDetached({
    content: fileContent(at(file)),
    signature,
    publicKeys: [key.public],
    fingerprints: [key.fingerprint],
    at: new Date(),
  });

describe.each(FORMS)('with the key $name, made by $by', (form) => {
  let key: Key;

  beforeAll(async () => {
    key = await makeKey(form);
  });

  it('gpg, sq and sqv accept our signature over the file, and over no other', async () => {
    const { signature, fingerprint } = await signDetached({
      content: fileContent(at('file')),
      armoredKey: key.secret,
      ...(form.passphrase !== undefined && { passphrase: form.passphrase }),
      clock: () => new Date(),
    });
    expect(fingerprint).toBe(key.fingerprint);
    const path = at(`${form.name}.ours.asc`);
    await writeFile(path, signature);
    expect(await acceptedBy(form.name, path, 'file')).toEqual(['gpg', 'sq', 'sqv']);
    expect(await acceptedBy(form.name, path, 'other')).toEqual([]);
  });

  it('we accept the signature of gpg over the file, and over no other', async () => {
    const unlock = form.passphrase === undefined ? [] : ['--passphrase', form.passphrase];
    const local = ['--armor', '--local-user', `${form.name}@example.com`, '--output', '-'];
    const signature = await home.gpg(...unlock, ...local, '--detach-sign', at('file'));
    expect(await verify(key, signature, 'file')).toMatchObject({ status: 'valid', by: key.fingerprint });
    expect(await verify(key, signature, 'other')).toMatchObject({
      status: 'invalid',
      reason: 'bad-signature',
    });
  });

  // sq takes a passphrase from a terminal only, and what it signs does not depend on it.
  if (form.passphrase !== undefined) return;
  it('we accept the signature of sq over the file, and over no other', async () => {
    const path = at(`${form.name}.sq.asc`);
    sq(home.directory, 'sign', '--detached', '--signer-key', `${form.name}.secret`, '-o', path, 'file');
    const signature = await readFile(path, 'utf8');
    expect(await verify(key, signature, 'file')).toMatchObject({ status: 'valid', by: key.fingerprint });
    expect(await verify(key, signature, 'other')).toMatchObject({
      status: 'invalid',
      reason: 'bad-signature',
    });
  });
});
