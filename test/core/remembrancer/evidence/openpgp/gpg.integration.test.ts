import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fileContent } from '../../../../../core/remembrancer/evidence/artifact-content.ts';
import { signDetached, verifyDetached } from '../../../../../core/remembrancer/evidence/openpgp/index.ts';
import { gpgHome, type GpgHome } from './gpg-home.ts';

// Programs and servers of their own take longer when the machine is busy.
let home: GpgHome;
let file: string;

beforeAll(async () => {
  home = await gpgHome();
  file = join(home.directory, 'app.tar.gz');
  await writeFile(file, 'the artifact\r\nwith a line ending that text signatures would change\n');
});

afterAll(() => home.close());

const fingerprintOf = async (user: string): Promise<string> => {
  const listing = await home.gpg('--with-colons', '--list-keys', user);
  return /^fpr:+([0-9A-F]{40}):/m.exec(listing)?.[1] ?? '';
};

describe.each([
  ['Ed25519', 'ed25519', 'ed25519@example.com'],
  ['RSA', 'rsa3072', 'rsa@example.com'],
])('with an %s key that gpg made', (_, algorithm, user) => {
  beforeAll(() => home.gpg('--quick-generate-key', user, algorithm, 'sign', 'never'));

  it('gpg accepts our signature', async () => {
    const armoredKey = await home.gpg('--armor', '--export-secret-keys', user);
    const { signature, fingerprint } = await signDetached({
      content: fileContent(file),
      armoredKey,
      clock: () => new Date(),
    });
    expect(fingerprint).toBe(await fingerprintOf(user));
    await writeFile(`${file}.asc`, signature);
    const status = await home.gpg('--status-fd', '1', '--verify', `${file}.asc`, file);
    expect(status).toContain(`VALIDSIG ${fingerprint}`);
  });

  it('gpg refuses our signature over a file with one byte changed', async () => {
    const copy = join(home.directory, 'copy');
    await writeFile(copy, (await readFile(file, 'utf8')).replace('artifact', 'artifacT'));
    await expect(home.gpg('--verify', `${file}.asc`, copy)).rejects.toThrow('BAD signature');
  });

  it('we accept the signature of gpg, and refuse it for a changed file', async () => {
    const signature = await home.gpg('--armor', '--local-user', user, '--output', '-', '--detach-sign', file);
    const options = {
      content: fileContent(file),
      signature,
      publicKeys: [await home.gpg('--armor', '--export', user)],
      fingerprints: [await fingerprintOf(user)],
      at: new Date(),
    };
    expect(await verifyDetached(options)).toMatchObject({ status: 'valid', by: options.fingerprints[0] });
    const changed = await verifyDetached({ ...options, content: fileContent(join(home.directory, 'copy')) });
    expect(changed).toMatchObject({ status: 'invalid', reason: 'bad-signature' });
  });

  it('we find the revocation that gpg made', async () => {
    const signature = await readFile(`${file}.asc`, 'utf8');
    const certificate = join(home.directory, 'openpgp-revocs.d', `${await fingerprintOf(user)}.rev`);
    // gpg puts a colon before the armor, so that nobody imports the certificate by accident.
    await writeFile(
      `${file}.rev`,
      (await readFile(certificate, 'utf8')).replace(':-----BEGIN', '-----BEGIN'),
    );
    await home.gpg('--import', `${file}.rev`);
    const verdict = await verifyDetached({
      content: fileContent(file),
      signature,
      publicKeys: [await home.gpg('--armor', '--export', user)],
      fingerprints: [await fingerprintOf(user)],
      at: new Date(),
    });
    expect(verdict).toMatchObject({ status: 'invalid', reason: 'revoked' });
  });
});

it('gpg accepts our signature with a signing subkey behind a passphrase', async () => {
  const withPassphrase = ['--passphrase', 'correct horse'];
  await home.gpg(...withPassphrase, '--quick-generate-key', 'sub@example.com', 'ed25519', 'cert', 'never');
  const primary = await fingerprintOf('sub@example.com');
  await home.gpg(...withPassphrase, '--quick-add-key', primary, 'ed25519', 'sign', '1y');
  const armoredKey = await home.gpg(...withPassphrase, '--armor', '--export-secret-keys', primary);
  const { signature, fingerprint } = await signDetached({
    content: fileContent(file),
    armoredKey,
    passphrase: 'correct horse',
    clock: () => new Date(),
  });
  expect(fingerprint).toBe(primary);
  await writeFile(`${file}.sub.asc`, signature);
  const status = await home.gpg('--status-fd', '1', '--verify', `${file}.sub.asc`, file);
  // The line names the subkey first and the primary key last.
  expect(status).toMatch(new RegExp(`VALIDSIG (?!${primary})[0-9A-F]{40} .* ${primary}$`, 'm'));
});
