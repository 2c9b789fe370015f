import type { Context } from 'probot';
import type { RepositoryName } from '../../core/github/repository-name.ts';
import { isRepeated } from '../deliveries/attempt.ts';
import { describeFailure } from '../describe-failure.ts';
import { untold } from './check-output.ts';
import { type CheckSubject, failedId } from './check-run-key.ts';
import { ownCheckRuns } from './own-check-runs.ts';
import type { CheckRunWriter } from './put-check-run.ts';
import { NO_RETRY } from '../../core/github/find-or-make.ts';

interface LookedAt {
  readonly appId: number;
  readonly repository: RepositoryName;
  /** Those that it may have put check runs on. */
  readonly commits: readonly string[];
  readonly subject: CheckSubject;
}

/**
 * Rejects as `look` does. Where no other attempt follows, what it has left open asks for somebody: GitHub offers another look beside
 * check runs that have ended only.
 */
export async function endingChecks(
  client: CheckRunWriter,
  at: LookedAt,
  log: Pick<Context['log'], 'warn'>,
  look: Promise<void>,
): Promise<void> {
  try {
    await look;
  } catch (error) {
    if (!isRepeated(error)) {
      await endOpen(client, at, error).catch((err: unknown) => {
        log.warn({ err }, 'The check of a look that failed could not be ended');
      });
    }
    throw error;
  }
}

async function endOpen(
  client: CheckRunWriter,
  { appId, repository, commits, subject }: LookedAt,
  error: unknown,
): Promise<void> {
  const { conclusion, title, summary } = untold(
    'The app could not finish its look',
    `"Re-run" beside this check has it look again. What it was stopped by: ${describeFailure(error).message}`,
  );
  for (const commit of new Set(commits)) {
    for (const { id, external_id, status } of await ownCheckRuns(
      client,
      appId,
      repository,
      commit,
      subject,
    )) {
      if (status === 'completed') continue;
      await client.rest.checks.update({
        ...{ ...repository, check_run_id: id, external_id: failedId(external_id ?? '') },
        ...{ status: 'completed', conclusion, output: { title, summary } },
        ...NO_RETRY,
      });
    }
  }
}
