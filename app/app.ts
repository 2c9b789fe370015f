import type { Probot } from 'probot';
import { onInstallation } from './handlers/installation.ts';
import { onIssueComment } from './handlers/issue-comment.ts';
import { onPullRequestClosed } from './handlers/pull-request.ts';
import { onPush } from './handlers/push.ts';
import type { Services } from './services.ts';

/** The app as Probot loads it: which handler answers which event. */
export function vaultMesh(services: Services): (probot: Probot) => void {
  return (probot) => {
    probot.onAny(({ id, name }) => {
      probot.log.info({ delivery: id, event: name }, 'Webhook received');
    });
    probot.on(
      ['installation.created', 'installation.new_permissions_accepted', 'installation_repositories.added'],
      (context) => onInstallation(context, services),
    );
    probot.on('issue_comment.created', (context) => onIssueComment(context, services));
    probot.on('pull_request.closed', (context) => onPullRequestClosed(context, services));
    probot.on('push', (context) => onPush(context, services));
  };
}
