import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const MAIN = 'sandbox/main.ts';

describe('npm run sandbox', () => {
  it('prints where it is and a token that works, and stops cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, [MAIN, '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      text += chunk.toString();
      if (text.includes('Ctrl-C')) break;
    }
    const [, api = ''] = /REST +(\S+)/.exec(text) ?? [];
    const [, token = ''] = /ada (\S+)/.exec(text) ?? [];
    const headers = { authorization: `token ${token}`, connection: 'close' };
    const answer = await fetch(`${api}/user`, { headers });
    expect(await answer.json()).toMatchObject({ login: 'ada' });
    const page = await fetch(api.replace('/api/v3', '/acme/hello'), { headers: { connection: 'close' } });
    expect(await page.text()).toContain('README.md');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`${api}/user`)).rejects.toThrow();
  });

  it('explains itself, and a port that is none', async () => {
    const run = promisify(execFile);
    expect((await run(process.execPath, [MAIN, '--help'])).stdout).toContain('--port N');
    await expect(run(process.execPath, [MAIN, '--port', 'x'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("not 'x'"),
    });
  });
});
