/** The name by which a ruleset can require it. */
export const CHECK_NAME = 'VaultMesh covenant';

/** Which check a check run is of. */
export interface CheckKey {
  readonly number: number;
  /** The commit that the pull request would be merged into; absent where it cannot be merged. */
  readonly base: string | undefined;
  /** The delivery that asked for another look; absent for the first one. */
  readonly again: string | undefined;
}

/** How the `external_id` of such a check run begins. */
export const externalId = (key: CheckKey): string => `${sameMerge(key)}run=${key.again ?? 'first'} `;

/** How that of every check run of the same merge begins. */
const sameMerge = ({ number, base = 'none' }: CheckKey): string => `covenant pull=${number} base=${base} `;

/** Whether a check run is what a key asks for: for the first look any of the same merge is. */
export const isOfKey = (id: string | null, key: CheckKey): boolean =>
  id?.startsWith(key.again === undefined ? sameMerge(key) : externalId(key)) === true;

/** The pull request of a check run of the app. */
export function numberOfCheck(id: string | null): number | undefined {
  const number = /^covenant pull=(\d{1,10}) /u.exec(id ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}
