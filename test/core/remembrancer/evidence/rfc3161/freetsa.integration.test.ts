import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

import { verifyTimestamp } from '../../../../../core/remembrancer/evidence/rfc3161/index.ts';
import { subjectOfFile } from '../../../../../core/remembrancer/evidence/subjects.ts';
import { describeWithData, sharedData } from '../shared-data.ts';

// Programs and servers of their own take longer when the machine is busy.
const FOLDER = 'original/freetsa-codex';
const DOCUMENT = sharedData(`${FOLDER}/SOVEREIGN_LORE_CODEX_V1.md`);
const ROOT = sharedData('original/freetsa-certs/freetsa-root.pem');

const verify = async (options: { roots: string[]; tsr?: Uint8Array; at?: Date }) =>
  verifyTimestamp({
    tsr: new Uint8Array(await readFile(`${DOCUMENT}.tsr`)),
    subject: await subjectOfFile(DOCUMENT),
    trust: { roots: options.roots, spkiPins: [] },
    at: new Date('2026-11-20T00:00:00Z'),
    ...options,
  });

describeWithData(FOLDER, 'the real FreeTSA token of 2025-10-19', () => {
  it('is valid at its own time, though the certificate of its signer expired on 2026-03-11', async () => {
    expect(await verify({ roots: [await readFile(ROOT, 'utf8')] })).toMatchObject({
      status: 'valid',
      by: 'www.freetsa.org',
      time: '2025-10-19T23:14:06Z',
    });
  });

  it('is accepted by openssl too as of that time, and not as of now', async () => {
    const run = promisify(execFile);
    const verification = ['ts', '-verify', '-data', DOCUMENT, '-in', `${DOCUMENT}.tsr`, '-CAfile', ROOT];
    const genTime = Date.parse('2025-10-19T23:14:06Z') / 1000;
    await expect(run('openssl', [...verification, '-attime', String(genTime)])).resolves.toBeDefined();
    const now = Date.parse('2026-11-20T00:00:00Z') / 1000;
    await expect(run('openssl', [...verification, '-attime', String(now)])).rejects.toThrow(
      'certificate has expired',
    );
  });

  it('is untrusted by those who do not pin FreeTSA', async () => {
    expect(await verify({ roots: [] })).toMatchObject({ status: 'untrusted', reason: 'unknown-signer' });
  });

  it('was not there a year earlier', async () => {
    const roots = [await readFile(ROOT, 'utf8')];
    expect(await verify({ roots, at: new Date('2024-10-19T00:00:00Z') })).toMatchObject({
      reason: 'in-future',
    });
  });

  it('never crashes the verifier, and is never about something else, with any byte changed', async () => {
    const roots = [await readFile(ROOT, 'utf8')];
    const tsr = new Uint8Array(await readFile(`${DOCUMENT}.tsr`));
    for (let position = 0; position < tsr.length; position += 41) {
      const changed = Uint8Array.from(tsr, (byte, i) => (i === position ? byte ^ 0x55 : byte));
      const { status, time } = await verify({ roots, tsr: changed });
      if (status === 'valid') expect(time).toBe('2025-10-19T23:14:06Z');
    }
  });
});
