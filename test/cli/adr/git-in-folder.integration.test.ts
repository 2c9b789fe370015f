import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { gitInFolder, type GitLimits } from '../../../cli/adr/git-in-folder.ts';
import { memoryTerminal } from '../memory-terminal.ts';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'git-in-folder-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** git in `directory`, where git is a script. */
function scripted(script: string, limits?: GitLimits, environment: NodeJS.ProcessEnv = {}) {
  const program = join(directory, 'git');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const path = `${directory}${delimiter}${process.env['PATH'] ?? ''}`;
  return gitInFolder(memoryTerminal({ environment: { PATH: path, ...environment } }), directory, limits);
}

describe('git in a folder', () => {
  it('gives what git prints, and nothing where it fails', async () => {
    expect((await scripted('echo $1')(['x']))?.toString()).toBe('x\n');
    expect(await scripted('exit 128')(['x'])).toBeUndefined();
  });

  it('is ended when it takes too long, which is no answer', async () => {
    const git = scripted('exec sleep 600', { minutes: 0.001 });
    await expect(git(['x'])).rejects.toMatchObject({
      code: 'incomplete',
      message: `git did not end in ${directory}: it took longer than 0.001 minutes. Try again.`,
    });
  });

  it('gives no answer either where it is ended from outside', async () => {
    await expect(scripted('kill -9 $$')(['x'])).rejects.toMatchObject({
      code: 'incomplete',
      message: `git did not end in ${directory}: it was ended by SIGKILL. Try again.`,
    });
  });

  it('is ended by the signal', async () => {
    const ending = new AbortController();
    const running = scripted('exec sleep 600', { signal: ending.signal })(['x']);
    const reason = new Error('told to end');
    setTimeout(() => {
      ending.abort(reason);
    }, 50);
    await expect(running).rejects.toBe(reason);
  });

  it('says so where there is none', async () => {
    const git = gitInFolder(memoryTerminal({ environment: { PATH: directory } }), directory);
    await expect(git(['x'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'])(
    'is not led elsewhere by %s',
    async (name) => {
      const git = scripted(`echo "\${${name}-none}"`, {}, { [name]: '/elsewhere' });
      expect((await git(['x']))?.toString()).toBe('none\n');
    },
  );
});
