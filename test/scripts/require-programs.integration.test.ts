import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { project } from '../project.ts';

it('names each missing program, and where it comes from', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/require-programs.ts'], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: '/nonexistent' },
  });
  expect(status).toBe(3);
  expect(stderr).toContain('gpg is missing. Install it: sudo apt-get install -y gnupg\n');
  expect(stderr).toContain('go is missing. Install it: https://go.dev/doc/install\n');
  expect(stderr).toContain('cargo is missing. Install it: https://rust-lang.org/tools/install\n');
});
