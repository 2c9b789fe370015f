/** Whether `error` is GitHub's answer with one of `statuses`; errors of the network carry none. */
export function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  const status = statusOf(error);
  return status !== undefined && statuses.includes(status);
}

/** What `request` finds, or `undefined` when GitHub answers 404. */
export async function found<Answer>(request: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await request;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

/**
 * Whether repeating the call within seconds may help: no answer at all, for which Octokit says 500, or GitHub says that it is in trouble
 * itself. A limit that is reached (429) lasts longer, and is for the next attempt of a whole delivery.
 */
export function isInTrouble(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 500;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
