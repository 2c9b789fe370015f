import { SERVICE, type Stage } from './stage.ts';
import { until } from '../world/until.ts';

/** Comments `/spawn` on a new issue; returns when the app has answered that everything is made. */
export async function spawnService({ world, tell }: Stage): Promise<void> {
  const { octokit } = world.maintainer;
  const platform = { owner: world.organization, repo: 'platform' };
  const { data: issue } = await octokit.issues.create({ ...platform, title: 'A service for greetings' });
  const { data: command } = await octokit.issues.createComment({
    ...platform,
    issue_number: issue.number,
    body: `/spawn ${SERVICE}`,
  });
  tell(`${world.maintainer.login} commented on ${issue.html_url}`);

  await until('the answer to /spawn', async () => {
    const { data } = await octokit.reactions.listForIssueComment({ ...platform, comment_id: command.id });
    const contents = data.map((reaction) => reaction.content);
    if (contents.includes('confused'))
      throw new Error(`The app refused /spawn ${SERVICE}: ${await lastComment()}`);
    return contents.includes('rocket');
  });
  const { data: commits } = await octokit.repos.listCommits({ owner: world.organization, repo: SERVICE });
  const { data: tree } = await octokit.git.getTree({
    owner: world.organization,
    repo: SERVICE,
    tree_sha: 'main',
    recursive: 'true',
  });
  const files = tree.tree.filter((entry) => entry.type === 'blob').length;
  tell(
    `${world.github.url}/${world.organization}/${SERVICE} has ${files} files, made in one commit: ${commits[0]?.commit.message.split('\n')[0] ?? ''}`,
  );

  async function lastComment(): Promise<string> {
    const { data } = await octokit.issues.listComments({ ...platform, issue_number: issue.number });
    return data.at(-1)?.body ?? '';
  }
}
