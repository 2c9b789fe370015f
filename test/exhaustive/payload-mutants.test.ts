import { it } from '@jest/globals';
import { surviveMutants } from '../app/payloads/survive-mutants.ts';

it('10,000 mutated payloads do not end the app, and what lost what it needs writes nothing', async () => {
  await surviveMutants(10_000, 20_261_122);
}, 1_800_000);
