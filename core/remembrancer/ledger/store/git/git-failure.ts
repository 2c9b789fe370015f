import { type ErrorCode, VaultMeshError } from '../../../../common/error.ts';
import { withoutUserinfo } from '../../../../common/without-userinfo.ts';
import type { GitResult } from './run-git.ts';

/** What git and servers say, what it means, and what to do about it where they do not say. */
const CASES: readonly { readonly pattern: RegExp; readonly code: ErrorCode; readonly remedy?: string }[] = [
  {
    pattern: /could not read (?:Username|Password)|Authentication failed|error: 401/iu,
    code: 'not-permitted',
    remedy:
      'It is not there, or takes a login: run "gh auth setup-git", which takes GH_TOKEN or GITHUB_TOKEN too, or set ' +
      'another credential helper of git.',
  },
  {
    pattern:
      /repository (?:'[^\n]*' )?not found|project [^\n]*could not be found|does not exist|error: 404/iu,
    code: 'not-found',
  },
  { pattern: /dubious ownership/iu, code: 'not-permitted' },
  { pattern: /Permission (?:to [^\n]* )?denied|access denied|error: 403/iu, code: 'not-permitted' },
  { pattern: /hook declined|rule violations|protected branch/iu, code: 'not-permitted' },
];

/** The error of a git command that spoke to the other side; `network` when nothing better is known. */
export function remoteFailure({ status, stdout, stderr }: GitResult, what: string): VaultMeshError {
  const said = `${stderr}\n${Buffer.from(stdout).toString()}`;
  const [, address] = /'([^'\n]*)' does not appear to be a git repository/u.exec(said) ?? [];
  if (address !== undefined) {
    const message = `${withoutUserinfo(address)} is no git repository; check the address, or give the folder that has ".git".`;
    return new VaultMeshError('not-found', message);
  }
  const known = CASES.find(({ pattern }) => pattern.test(said));
  const reason = status === -1 ? 'it took longer than two minutes' : reasonIn(said);
  const remedy = known?.remedy === undefined ? '' : ` ${known.remedy}`;
  return new VaultMeshError(known?.code ?? 'network', `git did not ${what}: ${reason}.${remedy}`);
}

/** Lines that say why. */
const REASON = /^(?:fatal|error|ssh|remote):\s*\S|^!|: Permission denied/iu;
/** What comes after the reason, and is for whoever sits at git. */
const AFTERMATH = /^fatal: Could not read from remote repository|^error: failed to push some refs/iu;
const MOST_REASONS = 3;

/** What git said of the reason, on one line, with the setting that it asks for (safe.directory). */
function reasonIn(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim().replaceAll('\t', ' '))
    .filter((line) => line !== '');
  const end = lines.findIndex((line) => AFTERMATH.test(line));
  const before = end > 0 ? lines.slice(0, end) : lines;
  const reasons = before.filter((line) => REASON.test(line));
  const settings = before.filter((line) => line.startsWith('git config '));
  const told = [...(reasons.length > 0 ? reasons : before).slice(0, MOST_REASONS), ...settings].join('; ');
  return withoutUserinfo(told === '' ? 'it does not say why' : told).replace(/\.$/u, '');
}

/** The output of a command that has no reason to fail. Throws `internal`. */
export function mustSucceed({ status, stdout, stderr }: GitResult, what: string): Uint8Array {
  if (status === 0) return stdout;
  throw new VaultMeshError('internal', `git did not ${what}: ${reasonIn(stderr)}.`);
}
