import { VaultMeshError } from '../../../core/common/error.ts';
import { HOOK_COMMAND } from './hook-text.ts';

/** Programs that keep hooks themselves: how theirs are known, and where a command is added. */
const MANAGERS: readonly { readonly isOf: RegExp; readonly remedy: string }[] = [
  { isOf: /\.husky[/\\]_[/\\]|husky\.sh/, remedy: `Add a line to .husky/pre-commit: ${HOOK_COMMAND}` },
  {
    isOf: /lefthook/i,
    remedy: `Add it to lefthook.yml, below "pre-commit", "commands" as a command with "run: ${HOOK_COMMAND}"`,
  },
  {
    isOf: /pre-commit\.com|pre_commit/,
    remedy:
      'Add the hook vaultmesh-covenant to .pre-commit-config.yaml: docs/covenant/pre-commit.md says how',
  },
];

/** The error for a hook that is another's, with what to add to it. */
export function foreignHook(name: string, text: string): VaultMeshError {
  const remedy =
    MANAGERS.find(({ isOf }) => isOf.test(name) || isOf.test(text))?.remedy ??
    `Add a line to it: ${HOOK_COMMAND}`;
  return new VaultMeshError('conflict', `${name} is there already and not ours. ${remedy}`);
}
