import { answerOn, command, give, issueIn } from '../give.ts';
import type { Row } from '../row.ts';

/** A service, and the plan of one. */
export const SPAWN: readonly Row[] = [
  command('/spawn', (name) => `/spawn ${name}`, { parts: 5 }),
  command('/spawn --dry-run', (name) => `/spawn ${name} --dry-run`),
];

/** A service by its plan. */
export const APPROVAL: readonly Row[] = [
  {
    name: '/approve',
    event: 'issue_comment',
    parts: 5,
    prepare: async (world, name) => {
      const issue = await issueIn(world, name);
      await give(world, `/spawn ${name} --dry-run`, issue).act();
      await world.settled();
      const [approval = ''] = /\/approve [0-9a-f]{64}/.exec(await answerOn(world, issue)) ?? [];
      return give(world, approval, issue);
    },
  },
];
