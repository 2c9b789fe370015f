import type { Context } from 'probot';
import { guardLedger } from '../guard/guard-ledger.ts';
import { LEDGER } from '../../core/remembrancer/provision/index.ts';
import type { Services } from '../services.ts';

/** A push to a branch `ledger`, by whomever; also one that deletes it. */
export async function onPush({ payload, octokit, log }: Context<'push'>, services: Services): Promise<void> {
  const { ref, repository } = payload;
  const owner = repository.owner?.login;
  if (ref !== `refs/heads/${LEDGER}` || owner === undefined) return;
  await guardLedger(octokit, { owner, repo: repository.name }, services, log);
}
