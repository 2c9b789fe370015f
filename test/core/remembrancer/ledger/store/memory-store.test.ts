import { describe } from '@jest/globals';
import { memoryStore } from '../../../../../core/remembrancer/ledger/index.ts';
import { testLedger, testStore } from './store-contract.ts';

describe('the memory store', () => {
  const store = memoryStore();
  testStore(() => store);
});

describe('a ledger in memory', () => {
  const store = memoryStore();
  testLedger(() => store);
});
