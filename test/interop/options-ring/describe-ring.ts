import { languages } from '../../templates/contract/languages.ts';
import { describePair } from '../../templates/describe-pair.ts';
import { describeMcp } from '../../templates/mcp/mcp-contract.ts';
import { describeMonitoring } from '../../templates/metrics/metrics-contract.ts';
import { describeEnd, describeEvents } from '../../templates/mq/events-contract.ts';
import { describeConformance } from '../mcp-conformance.ts';
import { describeBrokerMetrics } from './broker-metrics.ts';

/**
 * The half of a ring that this broker is in: each language's service talks with the next language's worker, over the one
 * broker and the other in turn, so that each language has to do with both.
 */
export function describeRing(mq: 'nats' | 'rabbitmq'): void {
  for (const [i, service] of languages.entries()) {
    if ((i % 2 === 0 ? 'rabbitmq' : 'nats') !== mq) continue;
    const worker = languages[(i + 1) % languages.length] ?? service;
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
}
