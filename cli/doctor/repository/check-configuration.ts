import type { Octokit } from '@octokit/rest';
import { fullName } from '../../../core/github/repository-name.ts';
import { found } from '../../../core/github/status.ts';
import { CONFIG_PATH } from '../../../core/remembrancer/covenant/index.ts';
import type { Finding } from '../finding.ts';
import { look } from './look.ts';

/**
 * Whether the app can see what the owner's repository `.github` says of who may give its commands. The app itself cannot tell a file
 * that it may not see from one that there is not.
 */
export function checkConfiguration(client: Octokit, owner: string): Promise<Finding> {
  const name = { owner, repo: '.github' };
  const check = 'configuration';
  const defaults = `${fullName(name)} has no ${CONFIG_PATH} that this token sees: the app's defaults hold.`;
  return look(check, undefined, async () => {
    const repository = await found(client.rest.repos.get(name));
    const file = repository && (await found(client.rest.repos.getContent({ ...name, path: CONFIG_PATH })));
    if (file === undefined) return { check, status: 'ok', detail: defaults };
    if (repository?.data.private === false) {
      return {
        check,
        status: 'ok',
        detail: `Who may give commands is in ${fullName(name)}, which is public.`,
      };
    }
    return {
      check,
      status: 'advice',
      detail: `The app follows ${CONFIG_PATH} of ${fullName(name)}, which is private, only where it is installed on that repository too.`,
      remedy: `Look under Settings > GitHub Apps of ${owner}; a command that names the file in its refusal has seen it.`,
    };
  });
}
