import { expect, it } from '@jest/globals';

import * as node from '../../../core/common/sha256.ts';
import * as page from '../../../page/platform/sha256.ts';

it('hashes bytes and text as Node does, and has nothing that Node has not', () => {
  expect(Object.keys(page).sort()).toEqual(Object.keys(node).sort());
  for (const data of [
    '',
    'text',
    'ä€😀',
    '\ud800',
    new Uint8Array(),
    Uint8Array.from({ length: 200 }, (_, i) => i),
  ]) {
    expect(page.sha256(data)).toEqual(node.sha256(data));
    expect(page.sha256Hex(data)).toBe(node.sha256Hex(data));
  }
});

it('writes a hash where it is wanted, as Node does', () => {
  const [mine, nodes] = [Buffer.alloc(40, 1), Buffer.alloc(40, 1)];
  page.sha256Into(mine, 3, Buffer.from('data'));
  node.sha256Into(nodes, 3, Buffer.from('data'));
  expect(mine).toEqual(nodes);
});
