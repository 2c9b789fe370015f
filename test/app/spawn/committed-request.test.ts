import { expect, it } from '@jest/globals';
import { committedRequest } from '../../../app/spawn/committed-request.ts';
import { fromUtf8 } from '../../../core/common/bytes.ts';
import type { FileReader } from '../../../core/github/read-file.ts';
import { MANIFEST_PATH, parseSpawnRequest, renderService } from '../../../core/spawn/index.ts';

const NAME = { owner: 'acme', repo: 'my-service' };
const request = parseSpawnRequest({ name: 'my-service', owner: 'acme', language: 'go' });

/** A repository with the manifest in one commit, made by templates of another version. */
const manifest = renderService(request, {}).find(({ path }) => path === MANIFEST_PATH);
const content = { ...(JSON.parse(fromUtf8(manifest!.content)) as object), templateVersion: '0.0.1' };
const client: FileReader = {
  rest: {
    repos: {
      getContent: ({ path, ref }) =>
        path === MANIFEST_PATH && ref === 'commit'
          ? Promise.resolve({ data: { content: Buffer.from(JSON.stringify(content)).toString('base64') } })
          : Promise.reject(Object.assign(new Error('Not Found'), { status: 404 })),
    },
  },
};

it('is what the manifest of the commit says, and whose templates made it', async () => {
  expect(await committedRequest(client, NAME, 'commit')).toEqual({ request, templateVersion: '0.0.1' });
});

it('is none where the commit has no manifest', async () => {
  expect(await committedRequest(client, NAME, 'other')).toBeUndefined();
});
