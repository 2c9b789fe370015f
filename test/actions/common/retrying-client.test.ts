import { describe, expect, it } from '@jest/globals';

import { retryingClient } from '../../../actions/common/src/retrying-client.ts';

interface Refusal {
  status: number;
  response?: { headers: Record<string, string> };
}

/** A client that refuses as often as there are refusals, and then answers. */
function client(refusals: Refusal[]): {
  request: ReturnType<typeof retryingClient>['request'];
  sent: string[];
  waited: number[];
} {
  const sent: string[] = [];
  const waited: number[] = [];
  const { request } = retryingClient(
    {
      request: (route) => {
        sent.push(route);
        const refusal = refusals.shift();
        return refusal === undefined
          ? Promise.resolve({ status: 200, data: {} })
          : Promise.reject(Object.assign(new Error('refused'), refusal));
      },
    },
    (ms) => {
      waited.push(ms);
      return Promise.resolve();
    },
  );
  return { request, sent, waited };
}

const limited = (seconds: string): Refusal => ({
  status: 403,
  response: { headers: { 'retry-after': seconds } },
});

describe('a client that tries again', () => {
  it('waits as long as GitHub says before it repeats what was refused for its rate', async () => {
    const { request, sent, waited } = client([limited('7')]);
    expect((await request('POST /releases', {})).status).toBe(200);
    expect([sent.length, waited]).toEqual([2, [7000]]);
  });

  it('reads again after a server error', async () => {
    const { request, sent } = client([{ status: 502 }, { status: 503 }]);
    expect((await request('GET /releases', {})).status).toBe(200);
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['a write whose fate is unknown', 'POST /releases', { status: 502 }],
    ['a refusal without a time to wait for', 'GET /releases', { status: 403 }],
    ['a wait that outlasts the job', 'GET /releases', limited('3600')],
  ])('does not repeat %s', async (_, route, refusal) => {
    const { request, sent } = client([refusal]);
    await expect(request(route, {})).rejects.toMatchObject({ status: refusal.status });
    expect(sent).toHaveLength(1);
  });

  it('gives up after three attempts', async () => {
    const { request, sent } = client([limited('1'), limited('1'), limited('1'), limited('1')]);
    await expect(request('GET /releases', {})).rejects.toMatchObject({ status: 403 });
    expect(sent).toHaveLength(3);
  });
});
