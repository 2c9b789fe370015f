import { expect, it } from '@jest/globals';
import {
  readOnly,
  readPermissions,
  tokenPermissions,
} from '../../../../sandbox/runner/workflow/permissions.ts';

const read = (value: Parameters<typeof readPermissions>[1]) => readPermissions('permissions', value);

it('permits what is named and nothing else', () => {
  expect(read(undefined)).toBeUndefined();
  expect(read(new Map())).toEqual({});
  expect(
    read(
      new Map([
        ['contents', 'write'],
        ['issues', 'none'],
        ['id-token', 'write'],
      ]),
    ),
  ).toEqual({
    contents: 'write',
    'id-token': 'write',
  });
  expect(read('read-all')).not.toHaveProperty('id-token');
  expect(read('write-all')).toMatchObject({ 'id-token': 'write', contents: 'write' });
});

it('names a permission or level that it does not know', () => {
  expect(() => read(new Map([['magic', 'write']]))).toThrow('the key "magic"');
  expect(() => read(new Map([['contents', 'admin']]))).toThrow('permissions.contents cannot be "admin"');
});

it('leaves a fork nothing to write, and a token no identity', () => {
  expect(readOnly({ contents: 'write', 'id-token': 'write' })).toEqual({ contents: 'read' });
  expect(tokenPermissions({ 'pull-requests': 'write', 'id-token': 'write' })).toEqual({
    metadata: 'read',
    pull_requests: 'write',
  });
});
