import { expect, it } from '@jest/globals';
import { decisionMeant } from '../../../app/decisions/decision-meant.ts';
import { readDecision } from '../../../core/remembrancer/decisions/index.ts';
import { nameDecisions } from '../../../core/remembrancer/memory/index.ts';

const read = (path: string) => readDecision(path, '---\nstatus: proposed\n---\n\n# Keep it\n');
const READS = nameDecisions([read('docs/adr/use-redis.md'), read('docs/adr/use-kafka.md')], []);

it('a decision is found by its name', () => {
  expect(decisionMeant(READS, 'use-kafka').path).toBe('docs/adr/use-kafka.md');
});

it.each([
  ['use-reddis', /^There is no decision "use-reddis"\. .* Did you mean `use-redis`\?$/],
  ['keep-sessions', /^There is no decision "keep-sessions"\. [^`]*$/],
])('for one that is not there, the one that was meant is named: %s', (reference, message) => {
  expect(() => decisionMeant(READS, reference)).toThrow(message);
});
