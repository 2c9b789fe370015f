import { expect, it } from '@jest/globals';

import { withoutUserinfo } from '../../../core/common/without-userinfo.ts';

it.each([
  ['of http://ada:TOKEN@host/o/r.', 'of http://host/o/r.'],
  ["'https://TOKEN@host:8443/o/r/'", "'https://host:8443/o/r/'"],
  ['https://ada:p@ss@host/o', 'https://host/o'],
  ['{"url":"https://TOKEN@host"}', '{"url":"https://host"}'],
  ['two: http://a:b@h/x http://c:d@h/y', 'two: http://h/x http://h/y'],
  ['ssh://git:TOKEN@host/o/r', 'ssh://host/o/r'],
  ['ssh://git@host/o/r', 'ssh://git@host/o/r'],
  ['https://host/o/r@v1 and ada@example.org', 'https://host/o/r@v1 and ada@example.org'],
])('takes name and password out of the addresses in %j', (text, expected) => {
  expect(withoutUserinfo(text)).toBe(expected);
});
