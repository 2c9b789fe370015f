import { expect, it } from '@jest/globals';
import { turnOf } from '../../../app/deliveries/turn-of.ts';

const about = { repository: { id: 1 }, installation: { id: 3 } };
const owned = { ...about, repository: { id: 1, owner: { id: 21 } } };
const comment = (body: string) => ({ ...owned, action: 'created', comment: { body } });
const opened = (body: string) => ({ ...owned, action: 'opened', issue: { body } });
const again = (name: string) => ({ action: 'rerequested', check_run: { name } });

it.each<[string, string, object, string]>([
  ['a command', 'issue_comment', { ...about, action: 'created' }, 'repository:1'],
  ['a command that makes a service', 'issue_comment', comment('/spawn my-service'), 'spawns:21'],
  ['one that approves it', 'issue_comment', comment('/approve 0'), 'spawns:21'],
  ['one by a form', 'issues', opened('### /spawn: Name\n\nmy-service'), 'spawns:21'],
  ['another command', 'issue_comment', comment('/spawner'), 'repository:1'],
  ['another command by a form', 'issues', opened('### /query: Text\n\n/spawn'), 'repository:1'],
  ['a push', 'push', about, 'repository:1'],
  ['a merge', 'pull_request', { ...about, action: 'closed' }, 'repository:1'],
  ['a pull request that was pushed to', 'pull_request', { ...about, action: 'synchronize' }, 'checks:1'],
  ['a check suite', 'check_suite', { ...about, action: 'requested' }, 'checks:1'],
  ['a merge group', 'merge_group', { ...about, action: 'checks_requested' }, 'checks:1'],
  ['another look at a pull request', 'check_run', { ...about, ...again('VaultMesh covenant') }, 'checks:1'],
  ['another look at a record', 'check_run', { ...about, ...again('VaultMesh record') }, 'repository:1'],
  [
    'a button of a check',
    'check_run',
    { ...about, ...again('VaultMesh covenant'), action: 'requested_action' },
    'repository:1',
  ],
  ['an installation', 'installation', { installation: { id: 3 } }, 'installation:3'],
  ['a check of no repository', 'check_suite', { installation: { id: 3 } }, 'installation:3'],
  ['what names neither', 'ping', {}, 'guid'],
  ['what names something else by it', 'push', { repository: { id: '1' }, installation: null }, 'guid'],
])('the turn of %s', (_, event, payload, turn) => {
  expect(turnOf({ id: 'guid', event, payload, receivedAt: '2026-11-20T09:00:00Z' })).toBe(turn);
});
