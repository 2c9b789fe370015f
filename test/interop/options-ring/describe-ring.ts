import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { languages } from '../../templates/contract/languages.ts';
import { describePair } from '../../templates/describe-pair.ts';
import { describeMcp } from '../../templates/mcp/mcp-contract.ts';
import { describeMonitoring } from '../../templates/metrics/metrics-contract.ts';
import { describeEnd, describeEvents } from '../../templates/mq/events-contract.ts';
import { describeConformance } from '../mcp-conformance.ts';
import { describeBrokerMetrics } from './broker-metrics.ts';

/**
 * One link of a ring: this language's service talks with the next language's worker, over the one broker and the other in
 * turn, so that each language has to do with both. Each link has a file of its own, so that they run side by side.
 */
export function describeRing(service: string): void {
  it('has a file for every language', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));
    expect(files.sort()).toEqual(languages.map((language) => `${language}.test.ts`).sort());
  });

  const at = languages.indexOf(service);
  const worker = languages[(at + 1) % languages.length] ?? service;
  const mq = at % 2 === 0 ? 'rabbitmq' : 'nats';
  describePair({ service, worker, mq }, (world) => {
    describeMcp(() => world().launches.service);
    describeConformance(() => world().launches.service);
    describeEvents(() => world().pair);
    describeBrokerMetrics(mq, world, (brokerMetrics) => {
      for (const kind of ['service', 'worker'] as const) {
        describeMonitoring(kind, () => {
          const { pair, launches } = world();
          return {
            launch: launches[kind],
            process: pair.running[kind],
            brokerMetrics: brokerMetrics(),
            use: () => pair.greet(3),
          };
        });
      }
    });
    describeEnd(() => world().pair);
  });
}
