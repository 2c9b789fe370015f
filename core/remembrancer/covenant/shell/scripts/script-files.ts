import { isAction, isWorkflow } from '../../workflows/workflow-files.ts';
import { isCopied } from '../../text/is-copied.ts';
import { mayBeDockerfile } from '../../text/is-dockerfile.ts';
import type { TreeFile } from '../../tree/tree.ts';

const SHELL_SCRIPT = /\.(?:sh|bash|zsh|ksh|bats)$/i;
const POWERSHELL_SCRIPT = /\.ps1$/i;
const MAKEFILE = /(?:^|\/)(?:GNU|BSD)?[Mm]akefile(?:\.[^/]*)?$|\.mk$/;
const JUSTFILE = /(?:^|\/)\.?justfile$|\.just$/i;

export type ScriptFileKind =
  | 'workflow'
  | 'shell'
  | 'powershell'
  | 'make'
  | 'just'
  | 'dockerfile'
  | 'package'
  /** Without an extension; a script if it says so in its first line. */
  | 'perhaps';

/** What kind of scripts a file of this path has; `undefined` for none. */
export function scriptFileKind(path: string): ScriptFileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isCopied(path)) return undefined;
  if (isWorkflow(path) || isAction(path)) return 'workflow';
  if (mayBeDockerfile(path)) return 'dockerfile';
  if (MAKEFILE.test(path)) return 'make';
  if (JUSTFILE.test(path)) return 'just';
  if (SHELL_SCRIPT.test(path)) return 'shell';
  if (POWERSHELL_SCRIPT.test(path)) return 'powershell';
  if (name === 'package.json') return 'package';
  return name.includes('.') ? undefined : 'perhaps';
}

/** Whether a file may have scripts, by its path. */
export const mayHaveScripts = ({ path }: TreeFile): boolean => scriptFileKind(path) !== undefined;
