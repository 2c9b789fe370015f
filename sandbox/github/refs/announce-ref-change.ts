import { formatTime } from '../../../core/common/clock.ts';
import type { Actor } from '../access/actor.ts';
import { grants } from '../access/grants.ts';
import type { Hub } from '../hub.ts';
import { bringCommit } from '../pulls/bring-commit.ts';
import { updatePullRefs } from '../pulls/update-pull-refs.ts';
import type { Repository } from '../state/repository.ts';
import { reaches } from '../state/state.ts';
import { checkSuiteOf } from '../state/check-suite-of.ts';
import { checkSuitePayload } from '../webhooks/check-payload.ts';
import { pullRequestPayload } from '../webhooks/pull-request-payload.ts';
import { createPayload, pushPayload } from '../webhooks/push-payload.ts';

export interface AnnouncedChange {
  /** Full name. */
  readonly ref: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Tells the world that a ref has changed: `create` or `delete`, `push`, open pull requests, and check suites. */
export async function announceRefChange(
  hub: Hub,
  repository: Repository,
  change: AnnouncedChange,
  actor: Actor,
): Promise<void> {
  const { ref, before, after } = change;
  repository.pushedAt = formatTime(hub.clock());
  const [, kind = '', name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (kind === '') return;
  const type = kind === 'tags' ? 'tag' : 'branch';
  if (before === null) {
    const payload = createPayload(repository, name, type);
    hub.events.raise({ name: 'create', payload, actor, repository });
  } else if (after === null) {
    const payload = { ref: name, ref_type: type, pusher_type: 'user' };
    hub.events.raise({ name: 'delete', payload, actor, repository });
  }
  const payload = await pushPayload(hub, repository, change, actor);
  hub.events.raise({ name: 'push', payload, actor, repository });
  if (after === null || type === 'tag') return;
  await followPulls(hub, repository, name, after, actor);
  await requestCheckSuites(hub, repository, name, change, actor);
}

/** Open pull requests follow their branches, those from a fork too. */
async function followPulls(
  hub: Hub,
  repository: Repository,
  branch: string,
  after: string,
  actor: Actor,
): Promise<void> {
  const target = repository.parent ?? repository;
  for (const issue of [...repository.issues, ...(repository.parent?.issues ?? [])]) {
    const { pull } = issue;
    if (pull === undefined || issue.state === 'closed') continue;
    const into = repository.issues.includes(issue) ? repository : target;
    const before = pull.headSha;
    if (pull.base === branch && into === repository) pull.baseSha = after;
    if (pull.head === branch && (pull.headRepository ?? into) === repository) {
      if (into !== repository) await bringCommit(into, repository, after);
      pull.headSha = after;
      await updatePullRefs(hub, into, issue, pull);
    }
    if (pull.headSha === before) continue;
    const payload = await pullRequestPayload(hub, into, issue, pull, 'synchronize');
    hub.events.raise({
      ...{ name: 'pull_request', payload: { ...payload, before, after }, actor },
      repository: into,
    });
  }
}

/** Every app that may write checks is asked for its verdict on a new commit. */
async function requestCheckSuites(
  hub: Hub,
  repository: Repository,
  branch: string,
  { before, after }: AnnouncedChange,
  actor: Actor,
): Promise<void> {
  for (const installation of hub.state.installationsOn(repository.owner)) {
    if (after === null || !reaches(installation, repository)) continue;
    if (!grants(installation.permissions, 'checks:write')) continue;
    const suite = checkSuiteOf(hub, repository, installation.app, after, branch);
    const payload = await checkSuitePayload(hub, repository, suite, 'requested', before);
    hub.events.raise({ name: 'check_suite', payload, actor, repository, only: installation });
  }
}
