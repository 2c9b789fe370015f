import { beforeAll, describe, expect, it } from '@jest/globals';

import { sha256Hex, utf8 } from '../../../../../core/common/bytes.ts';
import { ownSignatureFault, readTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { memoryAuthority, tokenOver } from '../../memory-authority.ts';

const GIVEN = new Date('2026-11-20T09:30:00Z');
const CONTENT = utf8('the artifact');
const SUBJECT = { sha256: sha256Hex(CONTENT) };

let token: Uint8Array;
beforeAll(async () => {
  token = await tokenOver(await memoryAuthority({ clock: () => GIVEN }), CONTENT);
});

describe('a time-stamp, by its own certificate', () => {
  it('holds over its content, whoever signed it', async () => {
    expect(await ownSignatureFault(token, SUBJECT, GIVEN)).toBeUndefined();
  });

  it('does not hold over other content, before its time, or of an authority whose certificate had ended', async () => {
    const other = { sha256: sha256Hex('other') };
    expect(await ownSignatureFault(token, other, GIVEN)).toMatchObject({ reason: 'mismatch' });
    const before = new Date(GIVEN.getTime() - 60_000);
    expect(await ownSignatureFault(token, SUBJECT, before)).toMatchObject({ reason: 'in-future' });
    const ended = await memoryAuthority({ clock: () => GIVEN, ends: new Date('2026-11-01T00:00:00Z') });
    expect(await ownSignatureFault(await tokenOver(ended, CONTENT), SUBJECT, GIVEN)).toMatchObject({
      reason: 'expired',
    });
  });

  it('does not hold when a byte of what it says or of its signature is another', async () => {
    const { signer = new Uint8Array() } = (await readTimestamp(token)) as { signer?: Uint8Array };
    const certificate = Buffer.from(token).indexOf(signer);
    const said = Buffer.from(token).indexOf('20261120093000Z');
    for (const at of [said + 3, said - 10, token.length - 1]) {
      expect(at < certificate || at >= certificate + signer.length).toBe(true);
      const changed = token.map((byte, n) => (n === at ? byte ^ 1 : byte));
      expect(await ownSignatureFault(changed, SUBJECT, GIVEN)).toBeDefined();
    }
  });

  it.each([
    ['', 'malformed'],
    ['x', 'malformed'],
    ['0\u0003', 'malformed'],
  ])('is none in %j', async (text, reason) => {
    expect(await ownSignatureFault(utf8(text), SUBJECT, GIVEN)).toMatchObject({ reason });
  });
});
