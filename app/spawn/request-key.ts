import { createHmac } from 'node:crypto';
import type { Giver } from '../github/answer.ts';

/**
 * What marks a repository as made for one comment and one name: 32 hex digits that nobody can work out without
 * the app's webhook secret, so that no one can prepare a repository for the app to write into.
 */
export function requestKey(webhookSecret: string, comment: Giver, name: string): string {
  return createHmac('sha256', webhookSecret)
    .update(`vaultmesh/spawn\n${comment}\n${name}`)
    .digest('hex')
    .slice(0, 32);
}

/** GitHub's limit for the description of a repository. */
const DESCRIPTION_LIMIT = 350;

/** The description of a new repository: the person's words, shortened if need be, and the mark. */
export function markedDescription(description: string, key: string): string {
  const end = ` ${mark(key)}`;
  return `${description.slice(0, DESCRIPTION_LIMIT - end.length).toWellFormed()}${end}`;
}

export const hasMark = (description: string, key: string): boolean => description.endsWith(mark(key));

/** A commit message that names the request in a trailer. */
export const withTrailer = (message: string, key: string): string => `${message}\n\n${trailer(key)}\n`;

export const hasTrailer = (message: string, key: string): boolean =>
  message.split('\n').includes(trailer(key));

/** Whether a description has the mark of any request. */
export const isSpawned = (description: string): boolean =>
  /\[VaultMesh request [0-9a-f]{32}\]$/.test(description);

const mark = (key: string): string => `[VaultMesh request ${key}]`;

const trailer = (key: string): string => `VaultMesh-Request: ${key}`;
