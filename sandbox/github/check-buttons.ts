import type { GitHubSandbox } from './github-sandbox.ts';
import type { Hub } from './hub.ts';
import { checkRunPayload } from './webhooks/check-payload.ts';

/** What people press on the page of a check run; the API has no call for it. */
export function checkButtons(hub: Hub): Pick<GitHubSandbox, 'pressCheckButton'> {
  return {
    async pressCheckButton({ owner, repo, run: id, identifier, by }) {
      const repository = hub.state.repository(owner, repo);
      const run = repository?.checkRuns.find((one) => one.id === id);
      const account = hub.state.account(by);
      if (repository === undefined || run === undefined || account === undefined)
        throw new Error(`The sandbox has no check run ${id} in ${owner}/${repo}, or nobody called ${by}.`);
      if (!run.actions.some((action) => action.identifier === identifier))
        throw new Error(`The check run ${id} has no button "${identifier}".`);
      const payload = {
        ...(await checkRunPayload(hub, repository, run, 'requested_action')),
        requested_action: { identifier },
      };
      const only = hub.state.installationsOn(repository.owner).find(({ app }) => app === run.suite.app);
      const actor = { kind: 'user', account } as const;
      if (only !== undefined) hub.events.raise({ name: 'check_run', payload, actor, repository, only });
    },
  };
}
