/** The name by which a ruleset can require it. */
export const CHECK_NAME = 'VaultMesh covenant';

/** What is looked at: a pull request by its number, or the merge group of a queue that ends in the commit of the check. */
export type CheckSubject = number | 'group';

/** Which check a check run is of. */
export interface CheckKey {
  readonly subject: CheckSubject;
  /** The commit that it would be merged into; absent where it cannot be merged. */
  readonly base: string | undefined;
  /** The delivery that asked for another look; absent for the first one. */
  readonly again: string | undefined;
}

/** How the `external_id` of such a check run begins. */
export const externalId = (key: CheckKey): string => `${sameMerge(key)}run=${key.again ?? 'first'} `;

/** How that of every check run of the same merge begins. */
const sameMerge = ({ subject, base = 'none' }: CheckKey): string =>
  `covenant ${subject === 'group' ? subject : `pull=${subject}`} base=${base} `;

/** Whether a check run is what a key asks for: for the first look any of the same merge is. */
export const isOfKey = (id: string | null, key: CheckKey): boolean =>
  id?.startsWith(key.again === undefined ? sameMerge(key) : externalId(key)) === true;

const FAILED = 'failed';

/** The `external_id` of a check run from when its look has failed: the next one is not answered by it, and begins another. */
export const failedId = (id: string): string => `${id.slice(0, id.lastIndexOf(' ') + 1)}${FAILED}`;

export const isFailed = (id: string | null): boolean => id?.endsWith(` ${FAILED}`) === true;

const OURS = /^covenant (?:pull=(\d{1,10})|group) base=([0-9a-f]{40}|[0-9a-f]{64}|none) /u;

/** What a check run of the app is of; `undefined` for any other. */
export function checkOf(id: string | null): Pick<CheckKey, 'subject' | 'base'> | undefined {
  const [found, number, base] = OURS.exec(id ?? '') ?? [];
  if (found === undefined) return undefined;
  return {
    subject: number === undefined ? 'group' : Number(number),
    base: base === 'none' ? undefined : base,
  };
}
