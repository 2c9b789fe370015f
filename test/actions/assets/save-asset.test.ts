import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { saveAsset } from '../../../actions/assets/src/save-asset.ts';
import type { RestClient } from '../../../actions/common/src/release.ts';
import { sha256Hex, utf8 } from '../../../core/common/bytes.ts';

const CONTENT = 'the app';
const asset = { id: 7, name: 'app', size: 7, state: 'uploaded', digest: `sha256:${sha256Hex(CONTENT)}` };
const WAITS = { idle: 200, pause: 0 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaultmesh-asset-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Part = string | number | Error;
/** The parts of a content as they come; a number is a pause in ms, an error breaks it off. */
function coming(parts: readonly Part[]): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    async pull(body) {
      let part = left.shift();
      for (; typeof part === 'number'; part = left.shift()) await sleep(part, undefined, { ref: false });
      if (part === undefined) body.close();
      else if (part instanceof Error) body.error(part);
      else body.enqueue(utf8(part));
    },
  });
}

/** A GitHub that gives one of these after the other, and refuses with those that are errors by themselves. */
function giving(...answers: (readonly Part[] | Error)[]): RestClient {
  return {
    request: () => {
      const answer = answers.shift();
      if (answer === undefined) throw new Error('It was asked once too often.');
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ status: 200, data: coming(answer) });
    },
  };
}

const save = (client: RestClient) => saveAsset(client, '/repos/acme/app/releases', asset, folder, WAITS);
const saved = () => readFile(join(folder, 'app'), 'utf8');
const refused = (status: number) => Object.assign(new Error('Refused'), { status });

describe('an asset', () => {
  it('may take as long as it does while something of it comes', async () => {
    await save(giving(Array.from(CONTENT).flatMap((letter) => [120, letter])));
    expect(await saved()).toBe(CONTENT);
  });

  it.each<[string, readonly Part[] | Error]>([
    ['broke off', ['the', new Error('reset')]],
    ['came to a stop', ['the', 60_000]],
    ['was shorter', ['the']],
    ['was another one', ['The app']],
    ['was not given', refused(502)],
  ])('is asked for once more where it %s', async (_, first) => {
    await save(giving(first, [CONTENT]));
    expect(await saved()).toBe(CONTENT);
  });

  it('is not had where that happens twice', async () => {
    await expect(save(giving(['the', 60_000], ['the']))).rejects.toMatchObject({
      code: 'network',
      message: 'GitHub did not give the whole content of app; run the job again.',
    });
  });

  it('is not asked for again where it is refused', async () => {
    await expect(save(giving(refused(404)))).rejects.toMatchObject({ status: 404 });
  });
});
