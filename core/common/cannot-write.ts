import { type ErrorCode, VaultMeshError } from './error.ts';

/** What the system says of files, for a person, and the code of the error that it becomes. */
const REASONS: Readonly<Record<string, readonly [string, ErrorCode]>> = {
  ENOENT: ['there is no such file or folder', 'not-found'],
  ENOTDIR: ['a part of the path is a file and no folder', 'not-found'],
  EISDIR: ['it is a folder', 'usage'],
  EEXIST: ['it is there already', 'conflict'],
  EACCES: ['permission denied', 'not-permitted'],
  EPERM: ['permission denied', 'not-permitted'],
  EROFS: ['the file system is read-only', 'not-permitted'],
  ENOSPC: ['no space is left', 'not-permitted'],
};

/** Why a file cannot be read or written, in words: the system's own where we have none. */
export function fileErrorReason(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code]?.[0] ?? (code || String(error));
}

/** The error for a file that cannot be written; `remedy` says what to change. */
export function cannotWrite(path: string, error: unknown, remedy: string): VaultMeshError {
  const code = REASONS[codeOf(error)]?.[1] ?? 'internal';
  return new VaultMeshError(code, `${path} cannot be written (${fileErrorReason(error)}); ${remedy}.`, {
    cause: error,
  });
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
