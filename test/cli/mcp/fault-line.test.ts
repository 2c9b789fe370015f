import { expect, it } from '@jest/globals';

import { faultLine } from '../../../cli/mcp/fault-line.ts';

it('is one short line, as a command tells why it failed, whatever was sent', () => {
  expect(faultLine('vaultmesh', new Error('Unsupported\n\u001b[2JMedia Type'))).toBe(
    'vaultmesh: A message was not served: Unsupported \ufffd[2JMedia Type',
  );
  expect(faultLine('remembrancer', new Error('x'.repeat(1_000)))).toMatch(
    /^remembrancer: A message was not served: x{300} \[cut: 300 of 1000 characters\]$/u,
  );
});
