import { execFileSync } from 'node:child_process';

import { describe, expect, it } from '@jest/globals';

import { ownGitEnvironment } from '../../../core/common/own-git-environment.ts';

/** Settings, which a user gives with `git -c`, and whether objects are replaced are not of a repository. */
const KEPT = [
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_INTERNAL_SUPER_PREFIX',
];

describe('the environment of a git of ours', () => {
  it('has no variable that names another repository, of those that this git knows', () => {
    const known = execFileSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(known).toContain('GIT_DIR');
    const names = [...known, 'GIT_NAMESPACE', 'PATH'];
    const left = Object.keys(ownGitEnvironment(Object.fromEntries(names.map((name) => [name, 'x']))));
    expect(left.filter((name) => !KEPT.includes(name))).toEqual(['PATH']);
  });
});
