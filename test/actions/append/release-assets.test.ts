import { describe, expect, it } from '@jest/globals';

import { madeAssets } from '../../../actions/append/src/made-assets.ts';
import { attachAssets, type Asset } from '../../../actions/append/src/release-assets.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';
import { makeProof } from '../../../core/remembrancer/proof/index.ts';
import { parseReceipt } from '../../../core/remembrancer/receipt/index.ts';
import { recordedRelease } from '../../core/remembrancer/verify/recorded-release.ts';

type RestClient = Parameters<typeof attachAssets>[0];

const target = {
  owner: 'acme',
  repository: 'my-service',
  tag: 'v1.0.0',
  commit: 'a'.repeat(40),
  publish: false,
};
const file = (name: string, content = name): Asset => ({
  name,
  content: new Blob([content]),
  sha256: sha256Hex(content),
});
const assets: Asset[] = [file('app.tar.gz'), file('app.tar.gz.asc')];

function release(overrides: object = {}): object {
  return {
    id: 7,
    tag_name: 'v1.0.0',
    draft: true,
    html_url: 'https://github.com/acme/my-service/releases/tag/untagged-1',
    upload_url: 'https://uploads.github.com/repos/acme/my-service/releases/7/assets{?name,label}',
    assets: [],
    ...overrides,
  };
}

const isPublished = (release: object, tag: unknown): boolean =>
  'draft' in release && !release.draft && 'tag_name' in release && release.tag_name === tag;

/** A GitHub with these releases; it remembers what it was asked. */
function github(releases: object[]): { client: RestClient; calls: string[] } {
  const calls: string[] = [];
  const client: RestClient = {
    request: (route, parameters) => {
      const named = 'name' in parameters ? ` ${String(parameters['name'])}` : '';
      calls.push(`${route}${route.startsWith('GET') ? ` ${String(parameters['page'])}` : named}`);
      if (route.endsWith('/tags/{tag}')) {
        const published = releases.find((each) => isPublished(each, parameters['tag']));
        if (published !== undefined) return Promise.resolve({ status: 200, data: published });
        return Promise.reject(Object.assign(new Error('Not Found'), { status: 404 }));
      }
      const page = Number(parameters['page'] ?? 1);
      if (route.startsWith('GET')) {
        return Promise.resolve({ status: 200, data: releases.slice((page - 1) * 100, page * 100) });
      }
      return Promise.resolve({ status: 201, data: release({ draft: parameters['draft'] }) });
    },
  };
  return { client, calls };
}

describe('attaching assets to a release', () => {
  it('uploads everything to the draft of the tag and leaves it a draft', async () => {
    const { client, calls } = github([release({ tag_name: 'v0.9.0' }), release()]);
    const attached = await attachAssets(client, assets, target);
    expect(attached.uploaded).toEqual(['app.tar.gz', 'app.tar.gz.asc']);
    expect(attached.published).toBe(false);
    expect(calls).toHaveLength(4);
    expect(calls.at(-1)).toContain('releases/7/assets{?name,label} app.tar.gz.asc');
  });

  it('publishes only after the last upload', async () => {
    const { client, calls } = github([release()]);
    expect((await attachAssets(client, assets, { ...target, publish: true })).published).toBe(true);
    expect(calls.at(-1)).toBe('PATCH /repos/acme/my-service/releases/{id}');
  });

  it('uploads only what a re-run finds missing, replacing an upload that broke off', async () => {
    const present = [
      { id: 1, name: 'app.tar.gz', state: 'uploaded', digest: `sha256:${sha256Hex('app.tar.gz')}` },
      { id: 2, name: 'app.tar.gz.asc', state: 'starter' },
    ];
    const { client, calls } = github([release({ assets: present })]);
    expect((await attachAssets(client, assets, target)).uploaded).toEqual(['app.tar.gz.asc']);
    expect(calls[2]).toBe('DELETE /repos/acme/my-service/releases/assets/{id}');
  });

  it('refuses a release that has another file in the place of a signed one, and does not publish it', async () => {
    const present = [{ id: 1, name: 'app.tar.gz', state: 'uploaded', digest: `sha256:${'b'.repeat(64)}` }];
    const signed: Asset[] = [{ ...file('app.tar.gz'), sha256: 'a'.repeat(64) }];
    const { client, calls } = github([release({ assets: present })]);
    await expect(attachAssets(client, signed, { ...target, publish: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('delete that asset'),
    });
    expect(calls).toHaveLength(2);
    const same = github([release({ assets: [{ ...present[0], digest: `sha256:${'a'.repeat(64)}` }] })]);
    expect((await attachAssets(same.client, signed, target)).uploaded).toEqual([]);
  });

  it('does not publish again what is published', async () => {
    const { client, calls } = github([release({ draft: false })]);
    const attached = await attachAssets(client, assets, { ...target, publish: true });
    expect(attached.published).toBe(true);
    expect(calls.some((call) => call.startsWith('PATCH'))).toBe(false);
  });

  it('makes a draft when the tag has no release', async () => {
    const { client, calls } = github([]);
    await attachAssets(client, assets, target);
    expect(calls[2]).toBe('POST /repos/acme/my-service/releases v1.0.0');
  });

  it('is told that there is no release, and makes the draft without looking', async () => {
    const { client, calls } = github([]);
    await attachAssets(client, [], { ...target, releaseId: null });
    expect(calls).toEqual(['POST /repos/acme/my-service/releases v1.0.0']);
  });

  it('is told the id of the release, and reads that alone', async () => {
    const calls: string[] = [];
    const client: RestClient = {
      request: (route, { id }) => {
        calls.push(`${route} ${String(id)}`);
        return Promise.resolve({ status: 200, data: release({ draft: false }) });
      },
    };
    expect((await attachAssets(client, [], { ...target, releaseId: 7 })).published).toBe(true);
    expect(calls).toEqual(['GET /repos/acme/my-service/releases/{id} 7']);
  });

  it.each([
    ['where its id is not known', undefined],
    ['where a draft of the same tag is told in its place', 8],
  ])('takes the release that was published, %s', async (_, releaseId) => {
    const draft = release({ id: 8 });
    const { client, calls } = github([draft, release({ draft: false, html_url: 'published' })]);
    const known: RestClient = {
      request: (route, parameters) =>
        route.endsWith('/releases/{id}')
          ? Promise.resolve({ status: 200, data: draft })
          : client.request(route, parameters),
    };
    const attached = await attachAssets(known, [], { ...target, releaseId });
    expect(attached).toEqual({ url: 'published', uploaded: [], published: true });
    expect(calls).toEqual(['GET /repos/acme/my-service/releases/tags/{tag} undefined']);
  });

  it('takes the draft that it is to publish, where its id is known, and asks for no other', async () => {
    const { client, calls } = github([]);
    const known: RestClient = {
      request: (route, parameters) => {
        if (!route.startsWith('GET')) return client.request(route, parameters);
        calls.push(route);
        return Promise.resolve({ status: 200, data: release() });
      },
    };
    await attachAssets(known, [], { ...target, publish: true, releaseId: 7 });
    expect(calls).toEqual([
      'GET /repos/acme/my-service/releases/{id}',
      'PATCH /repos/acme/my-service/releases/{id}',
    ]);
  });

  it('finds a draft behind a full page of other releases', async () => {
    const others = Array.from({ length: 100 }, (_, n) => release({ tag_name: `v0.${n}.0` }));
    const { client, calls } = github([...others, release()]);
    await attachAssets(client, [], target);
    expect(calls.slice(1)).toEqual([
      'GET /repos/acme/my-service/releases 1',
      'GET /repos/acme/my-service/releases 2',
    ]);
  });
});

/** A release like GitHub's: names are cleaned, taken names refused; without digests like an older server. */
function storing(had: Record<string, string>, tellsDigests = true): RestClient {
  const stored = Object.entries(had).map(([name, content]) => ({ name, content }));
  const told = (): object =>
    release({
      assets: stored.map(({ name, content }, id) => ({
        ...{ id, name, state: 'uploaded', size: utf8(content).length },
        digest: tellsDigests ? `sha256:${sha256Hex(content)}` : null,
      })),
    });
  return {
    request: async (route, parameters) => {
      if (route.endsWith('/tags/{tag}')) return { status: 200, data: told() };
      if (route.endsWith('/releases/{id}')) return { status: 200, data: told() };
      if (route.endsWith('/assets/{id}')) {
        return { status: 200, data: utf8(stored[Number(parameters['id'])]?.content ?? '').slice().buffer };
      }
      const name = String(parameters['name']).replaceAll(/[^A-Za-z0-9._-]+/g, '.');
      if (stored.some((asset) => asset.name === name)) {
        throw Object.assign(new Error('Validation Failed'), {
          ...{ status: 422, response: { data: { errors: [{ code: 'already_exists' }] } } },
        });
      }
      stored.push({ name, content: await (parameters['data'] as Blob).text() });
      return { status: 201, data: {} };
    },
  };
}

describe('what a release has under a name is what was recorded', () => {
  it.each([
    ['told by its digest', true],
    ['downloaded from a server that tells none', false],
  ])('%s', async (_, tellsDigests) => {
    const { uploaded } = await attachAssets(storing({ app: 'app' }, tellsDigests), [file('app')], target);
    expect(uploaded).toEqual([]);
    await expect(
      attachAssets(storing({ app: 'other' }, tellsDigests), [file('app')], target),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('also where GitHub stores it under another name', async () => {
    const again = await attachAssets(storing({ 'my.app': 'my app' }), [file('my app')], target);
    expect(again.uploaded).toEqual([]);
    const kept = await attachAssets(storing({ 'app+1': 'app+1' }), [file('app+1')], target);
    expect(kept.uploaded).toEqual([]);
    const other = attachAssets(storing({ 'my.app': 'other' }), [file('my app')], target);
    await expect(other).rejects.toMatchObject({ code: 'conflict' });
    const both = [file('my.app'), file('my app')];
    await expect(attachAssets(storing({}), both, target)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('also for evidence; of a proof another one of the same record does as well', async () => {
    const { proof } = await recordedRelease();
    const receipt = parseReceipt(proof.receipt, 'The receipt');
    const made = madeAssets(receipt, [
      { name: 'app.asc', content: utf8('signature') },
      { name: 'app.vmproof', content: utf8(makeProof(proof)) },
    ]);
    const earlier = makeProof({ ...proof, checkpointTimestamps: [utf8('token')] });
    const same = storing({ 'app.asc': 'signature', 'app.vmproof': earlier });
    expect((await attachAssets(same, made, target)).uploaded).toEqual([]);
    const other = makeProof((await recordedRelease()).proof);
    for (const had of [
      { 'app.asc': 'planted' },
      { 'app.vmproof': 'planted' },
      { 'app.vmproof': other },
    ] as Record<string, string>[]) {
      await expect(attachAssets(storing(had), made, target)).rejects.toMatchObject({ code: 'conflict' });
    }
  });
});
