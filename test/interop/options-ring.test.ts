import { describe } from '@jest/globals';
import { languages } from '../templates/contract/languages.ts';
import { describePair } from '../templates/describe-pair.ts';
import { describeMcp } from '../templates/mcp/mcp-contract.ts';
import { describeMonitoring } from '../templates/metrics/metrics-contract.ts';
import { describeEnd, describeEvents } from '../templates/mq/events-contract.ts';
import { describeConformance } from './mcp-conformance.ts';

// A ring: each language's service talks with another language's worker, and each language has to do with both brokers.
describe.each(languages.map((service, i) => [service, i] as const))('from %s', (service, i) => {
  const worker = languages[(i + 1) % languages.length] ?? service;
  describePair({ service, worker, mq: i % 2 === 0 ? 'rabbitmq' : 'nats' }, (world) => {
    describeMcp(() => world().launches.service);
    describeConformance(() => world().launches.service);
    describeEvents(() => world().pair);
    for (const kind of ['service', 'worker'] as const) {
      describeMonitoring(kind, () => {
        const { pair, launches } = world();
        const brokerMetrics = pair.broker.metrics;
        return {
          launch: launches[kind],
          process: pair.running[kind],
          brokerMetrics,
          use: () => pair.greet(3),
        };
      });
    }
    describeEnd(() => world().pair);
  });
});
