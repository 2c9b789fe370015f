import type { Probot } from 'probot';
import { onCheckRunAction, onCheckRunRerequested } from './handlers/check-run.ts';
import { onCheckSuite } from './handlers/check-suite.ts';
import { onInstallation } from './handlers/installation.ts';
import { onIssueOpened } from './handlers/issue.ts';
import { onIssueComment } from './handlers/issue-comment.ts';
import { onMergeGroup } from './handlers/merge-group.ts';
import { onPullRequestChanged, onPullRequestClosed, onPullRequestEdited } from './handlers/pull-request.ts';
import { onPush } from './handlers/push.ts';
import { onRecordCheckAction, onRecordCheckRerequested } from './handlers/record-check.ts';
import { onReleasePublished } from './handlers/release.ts';
import { onReleaseRunCompleted } from './handlers/release-run.ts';
import { unlessGone } from './handlers/unless-gone.ts';
import { onWorkflowRunCompleted } from './handlers/workflow-run.ts';
import type { Services } from './services.ts';

/** The app as Probot loads it: which handler answers which event. */
export function vaultMesh(services: Services): (probot: Probot) => void {
  return (probot) => {
    probot.on(
      ['installation.created', 'installation.new_permissions_accepted', 'installation_repositories.added'],
      (context) => onInstallation(context, services),
    );
    probot.on('issue_comment.created', (context) => unlessGone(context, onIssueComment(context, services)));
    probot.on('issues.opened', (context) => unlessGone(context, onIssueOpened(context, services)));
    probot.on('pull_request.closed', (context) =>
      unlessGone(context, onPullRequestClosed(context, services)),
    );
    probot.on(['pull_request.opened', 'pull_request.synchronize', 'pull_request.reopened'], (context) =>
      unlessGone(context, onPullRequestChanged(context, services)),
    );
    probot.on('pull_request.edited', (context) =>
      unlessGone(context, onPullRequestEdited(context, services)),
    );
    probot.on('merge_group.checks_requested', (context) =>
      unlessGone(context, onMergeGroup(context, services)),
    );
    probot.on(['check_suite.requested', 'check_suite.rerequested'], (context) =>
      unlessGone(context, onCheckSuite(context, services)),
    );
    probot.on('check_run.rerequested', (context) =>
      unlessGone(context, onCheckRunRerequested(context, services)),
    );
    probot.on('check_run.requested_action', (context) =>
      unlessGone(context, onCheckRunAction(context, services)),
    );
    probot.on('workflow_run.completed', (context) =>
      unlessGone(context, onWorkflowRunCompleted(context, services)),
    );
    probot.on('workflow_run.completed', (context) =>
      unlessGone(context, onReleaseRunCompleted(context, services)),
    );
    probot.on('check_run.rerequested', (context) =>
      unlessGone(context, onRecordCheckRerequested(context, services)),
    );
    probot.on('check_run.requested_action', (context) =>
      unlessGone(context, onRecordCheckAction(context, services)),
    );
    probot.on('release.published', (context) => unlessGone(context, onReleasePublished(context, services)));
    probot.on('push', (context) => unlessGone(context, onPush(context, services)));
  };
}
