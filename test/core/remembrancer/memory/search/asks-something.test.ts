import { expect, it } from '@jest/globals';

import { asksSomething } from '../../../../../core/remembrancer/memory/search/index.ts';

it.each(['', ' ', '?!', 'why the the', 'Why did we do that?', "what's that"])(
  '%p asks for nothing',
  (text) => {
    expect(asksSomething(text)).toBe(false);
  },
);

it.each(['ADR-1', '1.4.2', '7', 'why k8s?', 'warum', '数据库', 'deploy:1'])(
  '%p asks for something',
  (text) => {
    expect(asksSomething(text)).toBe(true);
  },
);
