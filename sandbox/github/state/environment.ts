import type { SecretStore } from './secret-store.ts';
import type { VariableStore } from './variable-store.ts';

export interface BranchPolicy {
  readonly id: number;
  readonly name: string;
  readonly type: 'branch' | 'tag';
}

export interface Environment {
  readonly id: number;
  readonly name: string;
  /** `undefined`: every ref may deploy. */
  deploymentBranchPolicy: { protected_branches: boolean; custom_branch_policies: boolean } | undefined;
  readonly branchPolicies: BranchPolicy[];
  readonly secrets: SecretStore;
  readonly variables: VariableStore;
  readonly createdAt: string;
  updatedAt: string;
}
