import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { fileContent } from '../../core/remembrancer/evidence/index.ts';
import { verifyDetached } from '../../core/remembrancer/evidence/openpgp/index.ts';
import { gpgHome, type GpgHome } from '../core/remembrancer/evidence/openpgp/gpg-home.ts';
import { sequoia, sq } from './sequoia.ts';

const JANUARY = '20260101T000000';
const FEBRUARY = '20260201T000000';
const JUNE = '20260601T000000';
const MOMENTS = { [FEBRUARY]: new Date('2026-02-01T01:00:00Z'), [JUNE]: new Date('2026-06-01T00:00:00Z') };

let home: GpgHome;
const at = (name: string): string => join(home.directory, name);

/** gpg, which believes that it is that time. */
const gpgAt = (time: string, ...args: readonly string[]): Promise<string> =>
  home.gpg('--faked-system-time', time, ...args);

beforeAll(async () => {
  home = await gpgHome();
  await writeFile(at('file'), 'the artifact\n');
  await gpgAt(JANUARY, '--quick-generate-key', 'release@example.com', 'rsa3072', 'sign', 'never');
  await gpgAt(JANUARY, '--quick-generate-key', 'other@example.com', 'ed25519', 'sign', 'never');
});

afterAll(() => home.close());

const signAt = (time: string, user: string, ...options: readonly string[]): Promise<string> =>
  gpgAt(time, '--armor', '--local-user', user, ...options, '--output', '-', at('file'));

const fingerprintOf = async (user: string): Promise<string> =>
  /^fpr:+([0-9A-F]{40}):/m.exec(await home.gpg('--with-colons', '--list-keys', user))?.[1] ?? '';

const verify = async (user: string, signature: string, time: keyof typeof MOMENTS = FEBRUARY) =>
  verifyDetached({
    content: fileContent(at('file')),
    signature,
    publicKeys: [await home.gpg('--armor', '--export', user)],
    fingerprints: [await fingerprintOf(user)],
    at: MOMENTS[time],
  });

/** The words of gpg's status lines about a signature, at that time; also of one that it does not accept. */
async function gpgSays(time: string, signature: string): Promise<string> {
  await writeFile(at('signature.asc'), signature);
  const status = ['--status-fd', '1', '--verify', at('signature.asc'), at('file')];
  return gpgAt(time, ...status).catch((error: unknown) => (error as { stdout: string }).stdout);
}

describe('what gpg and sq make that is no signature of ours', () => {
  const release = 'release@example.com';

  it('a signature as it should be is valid, which leaves one fault to each of the others', async () => {
    expect(await verify(release, await signAt(FEBRUARY, release, '--detach-sign'))).toMatchObject({
      status: 'valid',
    });
  });

  it.each([
    ['over text, which also holds for other line endings', ['--textmode', '--detach-sign']],
    ['in one message with the text', ['--clear-sign']],
    ['in one message with the bytes', ['--sign']],
    ['by two', ['--local-user', 'other@example.com', '--detach-sign']],
  ])('a signature %s is malformed', async (_, options) => {
    const signature = await signAt(FEBRUARY, release, ...options);
    expect(await verify(release, signature)).toMatchObject({ status: 'invalid', reason: 'malformed' });
  });

  it('two signatures by sq in one armor, or its message with the text, are malformed', async () => {
    sq(home.directory, 'key', 'generate', '--userid', 'sq', '--export', 'sq.pgp');
    await home.gpg('--import', at('sq.pgp'));
    const sign = ['sign', '--signer-key', 'sq.pgp'];
    sq(home.directory, ...sign, '--detached', '-o', 'one.asc', 'file');
    await writeFile(at('two.asc'), await readFile(at('one.asc')));
    sq(home.directory, '--force', ...sign, '--detached', '--append', '-o', 'two.asc', 'file');
    sq(home.directory, ...sign, '--cleartext-signature', '-o', 'text.asc', 'file');
    for (const name of ['two.asc', 'text.asc']) {
      const signature = await readFile(at(name), 'utf8');
      const verdict = await verify('sq', signature, JUNE);
      expect(verdict).toMatchObject({ status: 'invalid', reason: 'malformed' });
    }
  });

  it('a signature over SHA-1 is too weak, and sqv refuses it too', async () => {
    const signature = await signAt(FEBRUARY, release, '--digest-algo', 'SHA1', '--detach-sign');
    expect(await verify(release, signature)).toMatchObject({ status: 'invalid', reason: 'weak-algorithm' });
    await writeFile(at('sha1.asc'), signature);
    await writeFile(at('release.public'), await home.gpg('--armor', '--export', release));
    const { ok } = sequoia('sqv', home.directory, '--keyring', 'release.public', 'sha1.asc', 'file');
    expect(ok).toBe(false);
  });

  it('a signature with a critical notation that is not known is malformed, and bad for gpg', async () => {
    const signature = await signAt(
      FEBRUARY,
      release,
      '--set-notation',
      '!must@example.com=1',
      '--detach-sign',
    );
    expect(await verify(release, signature)).toMatchObject({ status: 'invalid', reason: 'malformed' });
    expect(await gpgSays(FEBRUARY, signature)).not.toContain('GOODSIG');
  });
});

describe('what time does to a signature of gpg', () => {
  it('the signature expires', async () => {
    const user = 'release@example.com';
    const signature = await signAt(JANUARY, user, '--default-sig-expire', '60d', '--detach-sign');
    expect(await gpgSays(FEBRUARY, signature)).toContain('GOODSIG');
    expect(await verify(user, signature)).toMatchObject({ status: 'valid' });
    expect(await gpgSays(JUNE, signature)).toContain('EXPSIG');
    expect(await verify(user, signature, JUNE)).toMatchObject({ status: 'invalid', reason: 'expired' });
  });

  it('its key expires', async () => {
    const user = 'expiring@example.com';
    await gpgAt(JANUARY, '--quick-generate-key', user, 'ed25519', 'sign', '90d');
    const signature = await signAt(JANUARY, user, '--detach-sign');
    expect(await gpgSays(FEBRUARY, signature)).toContain('GOODSIG');
    expect(await verify(user, signature)).toMatchObject({ status: 'valid' });
    expect(await gpgSays(JUNE, signature)).toContain('EXPKEYSIG');
    expect(await verify(user, signature, JUNE)).toMatchObject({ status: 'invalid', reason: 'expired' });
  });

  it('its subkey expires', async () => {
    const user = 'subkey@example.com';
    await gpgAt(JANUARY, '--quick-generate-key', user, 'ed25519', 'cert', 'never');
    await gpgAt(JANUARY, '--quick-add-key', await fingerprintOf(user), 'ed25519', 'sign', '90d');
    const signature = await signAt(JANUARY, user, '--detach-sign');
    expect(await gpgSays(FEBRUARY, signature)).toContain('GOODSIG');
    expect(await verify(user, signature)).toMatchObject({ status: 'valid' });
    expect(await gpgSays(JUNE, signature)).toContain('EXPKEYSIG');
    expect(await verify(user, signature, JUNE)).toMatchObject({ status: 'invalid', reason: 'expired' });
  });

  it('it is from the future', async () => {
    const signature = await signAt(JUNE, 'release@example.com', '--detach-sign');
    expect(await verify('release@example.com', signature)).toMatchObject({
      status: 'invalid',
      reason: 'in-future',
    });
  });
});

describe.each([
  ['compromised', 'invalid', false],
  ['superseded', 'valid', true],
  ['retired', 'valid', true],
] as const)('a key that sq revoked as %s', (reason, before, acceptedBySqv) => {
  it(`leaves what it signed before ${before}, as sqv says too, and nothing after`, async () => {
    const name = `sq-${reason}`;
    const generate = ['--creation-time', JANUARY, '--userid', name, '--export', `${name}.pgp`];
    sq(home.directory, 'key', 'generate', ...generate);
    await home.gpg('--import', at(`${name}.pgp`));
    const sign = ['sign', '--detached', '--time', '20260115T000000', '--signer-key', `${name}.pgp`];
    sq(home.directory, ...sign, '-o', `${name}.asc`, 'file');
    const signature = await readFile(at(`${name}.asc`), 'utf8');
    expect(await verify(name, signature)).toMatchObject({ status: 'valid' });

    const revoke = ['revoke', 'certificate', '--certificate', `${name}.pgp`, '--time', '20260301T000000'];
    await writeFile(at(`${name}.rev`), sq(home.directory, ...revoke, reason, 'a message'));
    await home.gpg('--import', at(`${name}.rev`));
    await writeFile(at(`${name}.public`), await home.gpg('--armor', '--export', name));
    const { ok } = sequoia('sqv', home.directory, '--keyring', `${name}.public`, `${name}.asc`, 'file');
    expect(ok).toBe(acceptedBySqv);
    expect((await verify(name, signature)).status).toBe(before);
    expect(await verify(name, signature, JUNE)).toMatchObject({ status: 'invalid', reason: 'revoked' });
  });
});
