import { VaultMeshError } from '../common/error.ts';
import type { SpawnPlan } from './plan-spawn.ts';

/** Throws `usage` when `expected` is no hash, and `conflict` when `plan` is not the one that has it. */
export function checkPlan({ hash }: SpawnPlan, expected: string): void {
  if (hash === expected.toLowerCase()) return;
  if (!/^[0-9a-f]{64}$/i.test(expected)) {
    throw new VaultMeshError('usage', 'A plan is named by the 64 hex digits that a dry run shows.');
  }
  const remedy = 'Look at it with a dry run, and give its hash.';
  throw new VaultMeshError('conflict', `This is not that plan: its hash is ${hash}. ${remedy}`);
}
