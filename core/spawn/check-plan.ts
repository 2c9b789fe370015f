import { VaultMeshError } from '../common/error.ts';
import type { SpawnPlan } from './plan-spawn.ts';

/** Throws `conflict` when `plan` is not the one that has the hash `expected`. */
export function checkPlan({ hash }: SpawnPlan, expected: string): void {
  if (hash === expected.toLowerCase()) return;
  const remedy = 'Look at it with a dry run, and give its hash.';
  throw new VaultMeshError('conflict', `This is not that plan: its hash is ${hash}. ${remedy}`);
}
