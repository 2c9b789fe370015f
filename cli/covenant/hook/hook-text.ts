import { sha256Hex } from '../../../core/common/sha256.ts';

/** What the hook runs, and what somebody adds to a hook of theirs. */
export const HOOK_COMMAND = 'vaultmesh covenant --staged';

/** What brings the command; it is in no registry of packages. */
export const INSTALLATION =
  'In a checkout of https://github.com/vaultmesh/record: npm ci && npm run build && npm link';

const MARKER = '# vaultmesh-covenant-hook ';

/**
 * A hook is a convenience: where the command, or Node for it, is missing, as in a clone without its packages or a window of
 * an editor, the commit is made and it is said.
 */
const BODY = `# Written by "vaultmesh covenant install-hook", which updates it, and with --uninstall takes it away.
# It looks at what would be committed. To commit without it: git commit --no-verify
if command -v node >/dev/null 2>&1; then
  if [ -x node_modules/.bin/vaultmesh ]; then
    exec node_modules/.bin/${HOOK_COMMAND}
  elif command -v vaultmesh >/dev/null 2>&1; then
    exec ${HOOK_COMMAND}
  fi
  echo 'vaultmesh: The covenant was not looked at: there is no command vaultmesh. ${INSTALLATION}' >&2
else
  echo 'vaultmesh: The covenant was not looked at: there is no command node, which vaultmesh needs. Install Node 24.' >&2
fi
`;

/** The hook, a POSIX shell script. Its second line has a digest of the rest, by which it is known again. */
export const hookText = (): string => `#!/bin/sh\n${MARKER}${digestOf(BODY)}\n${BODY}`;

const digestOf = (body: string): string => sha256Hex(body).slice(0, 16);

/** Whose a hook is: ours of this or another version, ours with changes by hand, or another's. */
export function whoseHook(text: string): 'ours' | 'changed' | 'foreign' {
  const [, marker = '', ...body] = text.split('\n');
  if (!marker.startsWith(MARKER)) return 'foreign';
  return marker.slice(MARKER.length) === digestOf(body.join('\n')) ? 'ours' : 'changed';
}
