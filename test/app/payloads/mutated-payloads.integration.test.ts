import { it } from '@jest/globals';
import { surviveMutants } from './survive-mutants.ts';

it('1,000 mutated payloads do not end the app, and what lost what it needs writes nothing', async () => {
  await surviveMutants(1_000, 8);
});
