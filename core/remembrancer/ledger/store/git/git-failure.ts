import { type ErrorCode, VaultMeshError } from '../../../../common/error.ts';
import type { GitResult } from './run-git.ts';

const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  [
    /Authentication failed|could not read Username|Permission denied|access denied|error: 40[13]/iu,
    'not-permitted',
  ],
  [/not appear to be a git repository|Repository not found|does not exist|error: 404/iu, 'not-found'],
  [/hook declined|rule violations|protected branch/iu, 'not-permitted'],
];

/** The error of a git command that spoke to the other side; `network` when nothing better is known. */
export function remoteFailure({ status, stdout, stderr }: GitResult, what: string): VaultMeshError {
  const said = `${stderr}\n${Buffer.from(stdout).toString()}`.trim();
  const [, code] = CODES.find(([pattern]) => pattern.test(said)) ?? [undefined, 'network' as const];
  const message = status === -1 ? 'it took longer than two minutes' : said.split('\n').slice(-3).join('; ');
  return new VaultMeshError(code, `git did not ${what}: ${message}`);
}

/** The output of a command that has no reason to fail. Throws `internal`. */
export function mustSucceed({ status, stdout, stderr }: GitResult, what: string): Uint8Array {
  if (status === 0) return stdout;
  throw new VaultMeshError('internal', `git did not ${what}: ${stderr.trim()}`);
}
