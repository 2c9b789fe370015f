import { describe, expect, it } from '@jest/globals';

import { runProgram } from '../../../sandbox/world/run-program.ts';

describe('a program that never came to an exit code', () => {
  it('was ended by the time-out, and the error says so', async () => {
    await expect(runProgram('sleep', ['60'], { cwd: '.', timeoutMs: 100 })).rejects.toThrow(
      'sleep 60: was ended after 0.1 seconds',
    );
  });

  it('is not there, and the error says so', async () => {
    await expect(runProgram('no-such-program', [], { cwd: '.' })).rejects.toThrow(
      'no-such-program: spawn no-such-program ENOENT',
    );
  });
});
