import { describe } from '@jest/globals';
import { languages } from './contract/languages.ts';
import { describePair, type PairOptions } from './describe-pair.ts';
import { describeMcp } from './mcp/mcp-contract.ts';
import { describeEnd, describeEvents } from './mq/events-contract.ts';

/** Every language with every other and with itself, over one broker. */
export function describeEveryPair(mq: PairOptions['mq']): void {
  describe.each(languages)('%s', (service) => {
    for (const worker of languages) {
      describePair({ service, worker, mq }, (world) => {
        if (service === worker) describeMcp(() => world().launches.service);
        describeEvents(() => world().pair);
        describeEnd(() => world().pair);
      });
    }
  });
}
