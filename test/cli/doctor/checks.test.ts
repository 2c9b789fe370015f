import { describe, expect, it } from '@jest/globals';

import { checkClock } from '../../../cli/doctor/check-clock.ts';
import { checkNode } from '../../../cli/doctor/check-node.ts';
import { checkTools } from '../../../cli/doctor/check-tools.ts';

const now = () => new Date('2026-11-20T09:30:00Z');
const server =
  (date: string): typeof fetch =>
  () =>
    Promise.resolve(new Response(null, { headers: { date } }));

describe('doctor', () => {
  it.each(['24.15.0', '24.21.3', '26.0.0'])('is content with Node %s', (version) => {
    expect(checkNode(version).status).toBe('ok');
  });

  it.each(['20.20.2', '24.14.9'])('says what to install instead of Node %s', (version) => {
    const { status, remedy } = checkNode(version);
    expect(status).toBe('problem');
    expect(remedy).toContain('Node.js 24');
  });

  it('tolerates a second and finds an hour', async () => {
    const ok = await checkClock(now, server('Fri, 20 Nov 2026 09:29:59 GMT'), 'https://github.com');
    const off = await checkClock(now, server('Fri, 20 Nov 2026 10:30:00 GMT'), 'https://github.com');
    expect([ok.status, off.status]).toEqual(['ok', 'problem']);
    expect(off.detail).toBe('The clock differs by 3600 s from that of https://github.com.');
  });

  it('does not call a clock wrong that it could not compare', async () => {
    const offline: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    expect((await checkClock(now, offline, 'https://github.com')).status).toBe('advice');
  });

  it('calls a missing git a problem and a missing gpg advice, each with its remedy', async () => {
    const findings = await checkTools({ PATH: '/nonexistent' });
    const statuses = findings.map(({ check, status }) => [check, status]);
    expect(statuses).toEqual([
      ['git', 'problem'],
      ['gpg', 'advice'],
      ['openssl', 'advice'],
      ['make', 'advice'],
      ['python3', 'advice'],
    ]);
    for (const { remedy } of findings) expect(remedy).toContain('install');
  });
});
