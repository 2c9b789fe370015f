import type { Context } from 'probot';
import type { Services } from '../services.ts';
import { endingChecks } from './end-failed-checks.ts';
import { checkMergeGroup, type GroupChecker, type MergeGroup } from './check-merge-group.ts';
import { numberOfGroup } from './group-texts.ts';
import type { EventRepository } from './look-at-pull-requests.ts';

type Group = Omit<MergeGroup, 'repository' | 'number'> & {
  /** The branch that the queue has made for it, as a ref. */
  readonly ref: string;
};

/** Looks at a merge group. */
export async function lookAtMergeGroup(
  client: GroupChecker,
  { name, full_name, owner }: EventRepository,
  { ref, ...group }: Group,
  { config, clock, turns }: Services,
  log: Pick<Context['log'], 'info' | 'warn'>,
): Promise<void> {
  const repository = { owner: owner.login, repo: name };
  const { appId, spawnSettings } = config;
  await turns.take(`checks of ${full_name}`, () =>
    endingChecks(
      client,
      { appId, repository, commits: [group.commit], subject: 'group' },
      log,
      checkMergeGroup(
        client,
        { ...group, repository, number: numberOfGroup(ref) },
        { appId, clock, serverUrl: spawnSettings.serverUrl, log },
      ),
    ),
  );
}
