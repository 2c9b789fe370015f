import { describe } from '@jest/globals';
import { languages } from '../templates/contract/languages.ts';
import { describePair } from '../templates/describe-pair.ts';
import { describeMcp } from '../templates/mcp/mcp-contract.ts';
import { describeEnd, describeEvents } from '../templates/mq/events-contract.ts';

// Every language with every other and with itself, over both brokers.
describe.each(languages)('%s', (service) => {
  for (const worker of languages) {
    for (const mq of ['nats', 'rabbitmq'] as const) {
      describePair({ service, worker, mq }, (world) => {
        if (service === worker) describeMcp(() => world().launches.service);
        describeEvents(() => world().pair);
        describeEnd(() => world().pair);
      });
    }
  }
});
