import { beforeEach, describe, expect, it } from '@jest/globals';

import { releasesOf } from '../../../actions/backfill/src/releases.ts';
import type { RestClient } from '../../../actions/common/src/release.ts';
import { fromUtf8, utf8 } from '../../../core/common/bytes.ts';

interface Stored {
  readonly id: number;
  name: string;
  readonly content: string;
  readonly state: string;
}

let assets: Stored[];
/** Writes that are let through before GitHub is down. */
let budget: number;
/** Characters of an asset that a download gives. */
let given: number;

const client: RestClient = {
  request: async (route, parameters) => {
    if (route.startsWith('GET') && route.endsWith('/releases')) {
      const release = {
        id: 9,
        tag_name: 'v1',
        upload_url: 'https://uploads/9',
        assets: assets.map((a) => ({ ...a, size: utf8(a.content).length })),
      };
      return { status: 200, data: [release] };
    }
    const at = assets.findIndex(({ id }) => id === parameters['id']);
    if (route.startsWith('GET')) {
      return { status: 200, data: utf8(assets[at]!.content.slice(0, given)).slice().buffer };
    }
    const name = String(parameters['name']);
    budget -= 1;
    const isDown = budget < 0;
    if (route.startsWith('POST') && budget >= -1) {
      const content = await (parameters['data'] as Blob).text();
      assets.push({ id: Math.random(), name, content, state: isDown ? 'starter' : 'uploaded' });
    }
    if (isDown) throw Object.assign(new Error('down'), { status: 502 });
    if (route.startsWith('DELETE')) {
      if (at < 0) throw Object.assign(new Error('not found'), { status: 404 });
      assets.splice(at, 1);
    }
    if (route.startsWith('PATCH')) assets[at]!.name = name;
    return { status: 200, data: assets.at(-1) };
  },
};

const names = (): string[] => assets.map(({ name, content }) => `${name}: ${content}`).sort();

/** One run, which appends a line to what it finds. */
async function run(): Promise<void> {
  const releases = releasesOf(client, { owner: 'acme', repository: 'app' });
  const release = (await releases.find('v1'))!;
  await releases.replace(release, 'app.vmproof', async (old) => {
    return utf8(`${old ? fromUtf8(await releases.download(old)) : ''}+`);
  });
}

beforeEach(() => {
  assets = [{ id: 1, name: 'app.vmproof', content: 'old', state: 'uploaded' }];
  budget = Infinity;
  given = Infinity;
});

describe('a file of a release that is replaced', () => {
  it('is the new one then, and the only one', async () => {
    await run();
    expect(names()).toEqual(['app.vmproof: old+']);
  });

  it.each([0, 1, 2])(
    'is not lost when GitHub is down after %d writes, and the next run goes on',
    async (writes) => {
      budget = writes;
      await expect(run()).rejects.toThrow('down');
      expect(assets.some(({ state, content }) => state === 'uploaded' && content.startsWith('old'))).toBe(
        true,
      );
      // Every point of the run that makes good for it, too.
      for (budget = 0; ;) {
        const before = budget;
        const failed = await run().then(
          () => false,
          () => true,
        );
        expect(assets.some(({ state, content }) => state === 'uploaded' && content.startsWith('old'))).toBe(
          true,
        );
        if (!failed) break;
        budget = before + 1;
      }
      expect(names()).toEqual([expect.stringMatching(/^app\.vmproof: old\++$/)]);
    },
  );

  it('is left as it is when its download breaks off', async () => {
    given = 2;
    await expect(run()).rejects.toMatchObject({ code: 'network' });
    expect(names()).toEqual(['app.vmproof: old']);
  });

  it('takes the place of an upload that broke off', async () => {
    assets = [{ id: 1, name: 'app.vmproof', content: 'ol', state: 'starter' }];
    await run();
    expect(names()).toEqual(['app.vmproof: +']);
  });
});

it('the release of a tag is the one that was published, whatever draft there is for the same tag', async () => {
  const told = [
    { id: 1, tag_name: 'v1', draft: true },
    { id: 2, tag_name: 'v1', draft: false },
    { id: 3, tag_name: 'v1', draft: true },
    { id: 4, tag_name: 'v2', draft: true },
  ];
  const releases = releasesOf(
    { request: () => Promise.resolve({ status: 200, data: told }) },
    { owner: 'acme', repository: 'app' },
  );
  expect([(await releases.find('v1'))?.id, (await releases.find('v2'))?.id]).toEqual([2, 4]);
});
