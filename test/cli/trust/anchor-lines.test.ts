import { expect, it } from '@jest/globals';

import { anchorLines } from '../../../cli/trust/anchor-lines.ts';

it('shows a key below its owner', () => {
  expect(anchorLines([{ kind: 'log', name: 'github.com/acme/app', fingerprint: 'abc' }])).toEqual([
    'log       github.com/acme/app',
    '          abc',
  ]);
});

it('lets no name draw over a fingerprint', () => {
  const name = 'acme\u001b[1A\u001b[2K\r\nlog  github.com/acme/app\u061c\u202e';
  const [owner = ''] = anchorLines([{ kind: 'openpgp', name, fingerprint: 'abc' }]);
  expect(owner).toBe('openpgp   acme\ufffd[1A\ufffd[2K log github.com/acme/app\ufffd\ufffd');
});
