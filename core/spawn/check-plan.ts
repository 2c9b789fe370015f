import { VaultMeshError } from '../common/error.ts';
import { parsePlanHash } from './parse-plan-hash.ts';
import type { SpawnPlan } from './plan-spawn.ts';

/** Throws `usage` when `expected` is no hash, and `conflict` when `plan` is not the one that has it. */
export function checkPlan({ hash }: SpawnPlan, expected: string): void {
  if (hash === parsePlanHash(expected)) return;
  const remedy = 'Look at it with a dry run, and give its hash.';
  throw new VaultMeshError('conflict', `This is not that plan: its hash is ${hash}. ${remedy}`);
}
