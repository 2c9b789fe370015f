import { describe, expect, it } from '@jest/globals';
import { utf8 } from '../../../../../core/common/bytes.ts';
import { FileText, recordsRelease } from '../../../../../core/remembrancer/covenant/index.ts';
import { parseSpawnRequest, renderOnboarding, renderService } from '../../../../../core/spawn/index.ts';

const OURS = ['vaultmesh/record', 'acme/record'];
const RELEASE = { tag: 'v1.0.0', prerelease: false };

const textOf = (path: string, content: Uint8Array): FileText =>
  new FileText({ path, kind: 'file', size: content.length, id: path }, content);
const workflow = (on: string, uses = 'vaultmesh/record@v1'): FileText =>
  textOf(
    '.github/workflows/any.yml',
    utf8(`on: ${on}\njobs:\n  any:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${uses}\n`),
  );

describe('a workflow records a release by itself', () => {
  it.each([
    ['push'],
    ['[push, pull_request]'],
    ['release'],
    ['{ release: { types: [published] } }'],
    ['{ release: { types: released } }'],
    ['{ release: { types: [created] } }'],
    ['{ release: null, workflow_dispatch: null }'],
    ["{ push: { tags: ['v*'] } }"],
    ["{ push: { tags-ignore: ['x*'] } }"],
    ['{ push: null }'],
  ])('where it runs for it: %s', (on) => {
    expect(recordsRelease(workflow(on), RELEASE, OURS)).toBe(true);
  });

  it.each([
    ['workflow_dispatch'],
    ['{ release: { types: [deleted] } }'],
    ['{ release: { types: [prereleased] } }'],
    ["{ push: { tags: ['release-*'] } }"],
    ["{ push: { tags-ignore: ['v*'] } }"],
    ['{ push: { branches: [main] } }'],
    ['{ schedule: [{ cron: "0 0 * * *" }] }'],
  ])('and not where it does not: %s', (on) => {
    expect(recordsRelease(workflow(on), RELEASE, OURS)).toBe(false);
  });

  it('of a prerelease what runs for those', () => {
    const prerelease = { tag: 'v1.0.0-rc1', prerelease: true };
    const runsFor = (type: string) =>
      recordsRelease(workflow(`{ release: { types: [${type}] } }`), prerelease, OURS);
    expect(['published', 'prereleased', 'released'].map(runsFor)).toEqual([true, true, false]);
  });

  it.each([
    ['vaultmesh/record@v1', true],
    ['vaultmesh/record/actions/append@v1', true],
    ['acme/record@0123456789012345678901234567890123456789', true],
    ['acme/tools/.github/workflows/vaultmesh-record.yml@v1', true],
    ['./.github/workflows/vaultmesh-record.yml', true],
    ['vaultmesh/record/actions/verify@v1', false],
    ['vaultmesh/record-keeper@v1', false],
    ['actions/checkout@v6', false],
  ])('by the Action that it uses: %s', (uses, expected) => {
    expect(recordsRelease(workflow('push', uses), RELEASE, OURS)).toBe(expected);
  });

  it('and nothing that is no workflow does', () => {
    expect(recordsRelease(textOf('.github/workflows/a.yml', utf8(': [')), RELEASE, OURS)).toBe(false);
    expect(recordsRelease(textOf('.github/workflows/a.yml', utf8('')), RELEASE, OURS)).toBe(false);
  });
});

describe('of the workflows that we make', () => {
  const settings = { recordAction: 'acme/record@v1' };
  const service = parseSpawnRequest({ name: 'my-service', owner: 'acme' });
  const recording = (files: readonly { path: string; content: Uint8Array }[]) =>
    files
      .filter(({ path }) => path.startsWith('.github/workflows/'))
      .filter(({ path, content }) => recordsRelease(textOf(path, content), RELEASE, OURS))
      .map(({ path }) => path);

  it('the release workflow of a service does, and no other one', () => {
    expect(recording(renderService(service, settings))).toEqual(['.github/workflows/release.yml']);
  });

  it('none of the platform repository does', () => {
    expect(recording(renderOnboarding(settings))).toEqual([]);
  });
});
