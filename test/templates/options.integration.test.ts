import { describePair } from './describe-pair.ts';
import { describeMcp } from './mcp/mcp-contract.ts';
import { describeEnd, describeEvents } from './mq/events-contract.ts';

// A sample: test/interop/options-ring has every language and broker, test/exhaustive/options-* every combination.
describePair({ service: 'python', worker: 'python', mq: 'nats' }, (world) => {
  describeMcp(() => world().launches.service);
  describeEvents(() => world().pair);
  describeEnd(() => world().pair);
});
