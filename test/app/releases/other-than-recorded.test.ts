import { expect, it } from '@jest/globals';
import { otherThanRecorded } from '../../../app/releases/other-than-recorded.ts';

const COMMIT = 'a'.repeat(40);
const SHA256 = 'b'.repeat(64);
const record = {
  source: { repository: 'https://github.com/acme/app', commit: COMMIT },
  subjects: [{ name: 'app.tar.gz', sha256: SHA256, size: 3 }],
};
const release = (digest: string | null, ...others: string[]) => ({
  isImmutable: false,
  files: ['app.tar.gz', ...others].map((name, id) => ({ id, name, size: 3, digest })),
});
const look = (digest: string | null, commit = COMMIT, ...others: string[]) =>
  otherThanRecorded(record, release(digest, ...others), ['app.tar.gz', ...others], commit);
const SAME = { unnamed: [], gone: [] };

it('is the release that was recorded', () => {
  expect(look(`sha256:${SHA256}`)).toEqual(SAME);
});

it('is another one when the tag was moved', () => {
  expect(look(`sha256:${SHA256}`, 'c'.repeat(40)).wrong).toContain('the tag is at cccc');
});

it('is another one when a file was replaced, be it by one that another record names', () => {
  expect(look(`sha256:${'d'.repeat(64)}`).wrong).toContain('app.tar.gz is another one than was recorded');
});

it('says nothing of a file of which GitHub tells no digest', () => {
  expect(look(null)).toEqual(SAME);
});

it('names the files that its own record does not name', () => {
  expect(look(`sha256:${SHA256}`, COMMIT, 'more.tar.gz')).toEqual({ ...SAME, unnamed: ['more.tar.gz'] });
});

it('names the recorded files that it has no more, unless it never had them since it is immutable', () => {
  const none = { isImmutable: false, files: [] };
  expect(otherThanRecorded(record, none, [], COMMIT)).toEqual({ ...SAME, gone: ['app.tar.gz'] });
  expect(otherThanRecorded(record, { ...none, isImmutable: true }, [], COMMIT)).toEqual(SAME);
});

it('knows a file again under the name that GitHub gave it', () => {
  const [subject] = record.subjects;
  const renamed = { ...record, subjects: [{ ...subject!, name: 'my app.tar.gz' }] };
  const told = (digest: string) => ({
    isImmutable: false,
    files: [{ id: 1, name: 'my.app.tar.gz', size: 3, digest }],
  });
  expect(otherThanRecorded(renamed, told(`sha256:${SHA256}`), ['my.app.tar.gz'], COMMIT)).toEqual(SAME);
  expect(otherThanRecorded(renamed, told('sha256:other'), ['my.app.tar.gz'], COMMIT).wrong).toContain(
    'another',
  );
});
