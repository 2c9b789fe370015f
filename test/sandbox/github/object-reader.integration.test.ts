import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { findObject, forgetObjects } from '../../../sandbox/github/git/object-reader.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultmesh-objects-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A repository with one blob, and the id of that. */
function repositoryWith(name: string): { directory: string; oid: string } {
  const directory = join(folder, name);
  execFileSync('git', ['init', '--quiet', '--bare', directory]);
  const argv = ['-C', directory, 'hash-object', '-w', '--stdin'];
  return { directory, oid: execFileSync('git', argv, { input: name, encoding: 'utf8' }).trim() };
}

it('reads objects of whatever repository stands in a folder by now', async () => {
  const [one, other] = [repositoryWith('one'), repositoryWith('other')];
  const contentOf = async (oid: string): Promise<string | undefined> =>
    (await findObject(one.directory, oid, 'contents'))?.content.toString();
  expect([await contentOf(one.oid), await contentOf(other.oid)]).toEqual(['one', undefined]);
  renameSync(one.directory, join(folder, 'gone'));
  renameSync(other.directory, one.directory);
  forgetObjects(one.directory);
  expect([await contentOf(one.oid), await contentOf(other.oid)]).toEqual([undefined, 'other']);
});
