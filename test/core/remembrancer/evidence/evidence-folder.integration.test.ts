import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../core/common/bytes.ts';
import {
  addEvidence,
  addMissing,
  createFolder,
  readFolder,
} from '../../../../core/remembrancer/evidence/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SUBJECTS = [{ name: 'app.tar.gz', sha256: 'a'.repeat(64) }];

describe('an evidence folder', () => {
  const folder = temporaryFolder();
  const directory = (): string => join(folder.path, 'evidence');

  it('gives back what was added, numbered within each layer', async () => {
    await createFolder(directory(), SUBJECTS);
    for (const text of ['first', 'second']) {
      await addEvidence(directory(), { layer: 'rfc3161', subject: 'app.tar.gz', content: utf8(text) });
    }
    await addEvidence(directory(), { layer: 'sigstore', content: utf8('{}') });
    const missing = { layer: 'openpgp', reason: 'not-configured', detail: 'No key.' } as const;
    await addMissing(directory(), missing);
    expect(await readFolder(directory())).toEqual({
      subjects: SUBJECTS,
      evidence: [
        { layer: 'rfc3161', n: 1, subject: 'app.tar.gz', content: utf8('first') },
        { layer: 'rfc3161', n: 2, subject: 'app.tar.gz', content: utf8('second') },
        { layer: 'sigstore', n: 1, content: utf8('{}') },
      ],
      missing: [missing],
    });
    expect((await readdir(directory())).toSorted()).toEqual([
      'evidence.json',
      'rfc3161-1.tsr',
      'rfc3161-2.tsr',
      'sigstore-1.json',
    ]);
  });

  it('is not made over another one', async () => {
    await createFolder(directory(), SUBJECTS);
    await expect(createFolder(directory(), SUBJECTS)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is not found where nobody signed', async () => {
    await expect(readFolder(directory())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is refused when a file in it was changed between the steps', async () => {
    await createFolder(directory(), SUBJECTS);
    await addEvidence(directory(), { layer: 'openpgp', subject: 'app.tar.gz', content: utf8('signature') });
    await writeFile(join(directory(), 'openpgp-1.asc'), 'forged');
    await expect(readFolder(directory())).rejects.toMatchObject({ code: 'verification-failed' });
  });

  it.each([
    '',
    '[]',
    '{"v":1}',
    '{"v":1,"subjects":[],"evidence":[{"layer":"../x","n":1,"sha256":""}],"missing":[]}',
  ])('is refused when its index reads %j', async (index) => {
    await createFolder(directory(), SUBJECTS);
    await writeFile(join(directory(), 'evidence.json'), index);
    await expect(readFolder(directory())).rejects.toMatchObject({ code: 'verification-failed' });
  });
});
