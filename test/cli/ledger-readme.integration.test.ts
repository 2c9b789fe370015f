import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';

import { paste, readmeCommands } from './readme-commands.ts';
import { type RecordedRelease, recordRelease } from './recorded-release.ts';

const LOG = 'The artifact, the receipt and the log';
const GPG = 'The signature, with gpg';
const TIME = 'The time, with openssl';
const CHECKPOINT = 'The checkpoint, with openssl 3';

let release: RecordedRelease;
beforeAll(async () => {
  release = await recordRelease();
});
afterAll(() => release.remove());

/** Runs `look` while the file is another one. */
async function changed<T>(path: string, change: (text: string) => string, look: () => T): Promise<T> {
  const content = await readFile(path);
  await writeFile(path, change(content.toString()));
  try {
    return look();
  } finally {
    await writeFile(path, content);
  }
}

describe('the commands in the README of a ledger branch', () => {
  it('say what they check', () => {
    expect([...readmeCommands(release.clone).keys()]).toEqual([
      'How to check it',
      LOG,
      GPG,
      TIME,
      CHECKPOINT,
      'The whole log, with tessera',
      "The entry in the log, with Go's own client",
    ]);
  });

  it.each([
    [LOG, /^receipts\/000\/1\.json\ntile\/entries\/000\.p\/2\n$/u],
    [GPG, /VALIDSIG .* [0-9A-F]{40}$/mu],
    [TIME, /^Verification: OK$/mu],
    [CHECKPOINT, /^Signature Verified Successfully$/mu],
  ])('%s: hold for a release of the newest entry', (heading, expected) => {
    expect(paste(release, [heading])).toEqual({ status: 0, output: expect.stringMatching(expected) });
  });

  it.each([[LOG], [GPG], [TIME]])('%s: do not hold for another artifact', async (heading) => {
    const path = release.bench.path('other.txt');
    await writeFile(path, 'another artifact');
    expect(paste(release, [heading], { artifact: path }).status).not.toBe(0);
  });

  it("do not take another's OpenPGP key", () => {
    const { status, output } = paste(release, [GPG], { fingerprint: 'A'.repeat(40) });
    expect([status, output.includes('VALIDSIG')]).toEqual([1, false]);
  });

  it('do not take a checkpoint that was changed, or of another key', async () => {
    const look = (): number | null => paste(release, [CHECKPOINT]).status;
    const checkpoint = `${release.clone}/checkpoint`;
    expect(await changed(checkpoint, (text) => text.replace('\n2\n', '\n3\n'), look)).not.toBe(0);
    const key = (await readFile(`${release.clone}/vkey`, 'utf8')).trim();
    const other = `${key.slice(0, -4)}${key.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    expect(paste(release, [CHECKPOINT], { log_key: other }).status).not.toBe(0);
  });

  it('do not take a receipt that was changed', async () => {
    const receipt = `${release.clone}/receipts/000/1.json`;
    const look = (): number | null => paste(release, [LOG]).status;
    expect(await changed(receipt, (text) => text.replace('1.0.0', '1.0.1'), look)).not.toBe(0);
  });
});
