import { expect, it } from '@jest/globals';
import type { Probot } from 'probot';
import { vaultMesh } from '../../../app/app.ts';
import { LOOKED_AT_ANYWAY, SWEPT_EVENTS } from '../../../app/sweep/swept-events.ts';
import { testServices } from '../fixtures/started-app.ts';

it('every event that has a handler is swept, or what it tells of is looked at anyway', () => {
  const handled: string[] = [];
  const probot = { on: (names: string | readonly string[]) => void handled.push(...[names].flat()) };
  vaultMesh(testServices())(probot as unknown as Probot);
  const unswept = handled.filter((name) => !SWEPT_EVENTS.has(name) && !LOOKED_AT_ANYWAY.has(name));
  expect(handled).toContain('issue_comment.created');
  expect(unswept).toEqual([]);
});
