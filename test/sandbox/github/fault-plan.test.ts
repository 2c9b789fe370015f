import { describe, expect, it } from '@jest/globals';
import { FaultPlan } from '../../../sandbox/github/fault-plan.ts';

describe('a fault plan', () => {
  it('hits the requests it names, so often as it says and no other', () => {
    const plan = new FaultPlan();
    plan.onRequest({ kind: 'server-error', method: 'POST', route: '/graphql', after: 1, times: 2 });
    const hit = (method: string, route: string): boolean => plan.takeForRequest(method, route) !== undefined;
    expect(hit('GET', '/graphql')).toBe(false);
    expect(hit('POST', '/user')).toBe(false);
    expect([1, 2, 3, 4].map(() => hit('POST', '/graphql'))).toEqual([false, true, true, false]);
    expect(plan.happened).toEqual(['server-error', 'server-error']);
  });

  it('keeps stale heads apart from faults in the answer', () => {
    const plan = new FaultPlan();
    plan.onRequest({ kind: 'stale-head' });
    expect(plan.takeForRequest('PATCH', '/x')).toBeUndefined();
    expect(plan.takeStaleHead('PATCH', '/x')).toBe(true);
    expect(plan.takeStaleHead('PATCH', '/x')).toBe(false);
  });

  it('leaves people alone, where only apps are meant', () => {
    const plan = new FaultPlan();
    plan.onRequest({ kind: 'server-error', ofApps: true });
    expect(plan.takeForRequest('GET', '/x')).toBeUndefined();
    expect(plan.takeForRequest('GET', '/x', true)).toBeDefined();
  });

  it('counts a request for every planned fault, but answers it with one', () => {
    const plan = new FaultPlan();
    plan.onDelivery({ kind: 'duplicate' });
    plan.onDelivery({ kind: 'drop', after: 1 });
    const kinds = [1, 2, 3].map(() => plan.takeForDelivery('push')?.kind);
    expect(kinds).toEqual(['duplicate', 'drop', undefined]);
  });
});
