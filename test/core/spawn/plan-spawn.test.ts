import { describe, expect, it } from '@jest/globals';
import { planSpawn, renderService, type SpawnRequest, treeId } from '../../../core/spawn/index.ts';
import { request } from './requests.ts';

describe('planSpawn', () => {
  it('is the tree that the spawn makes', () => {
    const plan = planSpawn(request(), {});
    expect(plan.tree).toBe(treeId(renderService(request(), {})));
    expect(plan.files).toEqual(renderService(request(), {}));
    expect(plan.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(planSpawn(request(), {})).toEqual(plan);
  });

  it.each<[string, Partial<SpawnRequest>, object]>([
    ['name', { name: 'my-shop' }, {}],
    ['description', { description: 'Another.' }, {}],
    ['license', { license: 'Apache-2.0' }, {}],
    ['option', { mcp: true }, {}],
    ['broker', { mq: 'nats' }, {}],
    ['record Action', {}, { recordAction: 'acme/record@v2' }],
    ['platform repository', {}, { platform: 'decisions' }],
  ])('has another hash for another %s', (_, given, settings) => {
    expect(planSpawn(request(given), settings).hash).not.toBe(planSpawn(request(), {}).hash);
  });
});
