import { describe, expect, it } from '@jest/globals';

import { readFile } from '../../../core/github/read-file.ts';

const readFrom = (data: unknown): Promise<string | undefined> =>
  readFile(
    { rest: { repos: { getContent: () => Promise.resolve({ data }) } } },
    { owner: 'acme', repo: 'app' },
    'a.yml',
    'main',
  );

describe('a file that GitHub gives', () => {
  it('is its text, also where there is none in it', async () => {
    expect(await readFrom({ content: 'YQ==', encoding: 'base64' })).toBe('a');
    expect(await readFrom({ content: '', encoding: 'base64' })).toBe('');
  });

  it('is not taken for an empty one where it is too large to be given', async () => {
    await expect(readFrom({ content: '', encoding: 'none' })).rejects.toMatchObject({ code: 'policy' });
  });

  it('is none where there is a folder', async () => {
    expect(await readFrom([])).toBeUndefined();
  });
});
