import { describe, expect, it } from '@jest/globals';

import { hostInUrl, isLoopback, listenAddress } from '../../../cli/mcp/http/listen-address.ts';

describe('the address of --http', () => {
  it.each([
    ['7381', '127.0.0.1', 7381],
    ['0', '127.0.0.1', 0],
    ['localhost:80', 'localhost', 80],
    ['0.0.0.0:80', '0.0.0.0', 80],
    ['[::1]:65535', '::1', 65_535],
  ])('%s', (text, host, port) => {
    expect(listenAddress(text)).toEqual({ host, port });
  });

  it.each(['', ':80', 'localhost', 'localhost:', '::1:80', '127.0.0.1:65536', 'a b:80', '[evil]:80'])(
    '%j is none',
    (text) => {
      expect(() => listenAddress(text)).toThrow('--http takes [HOST:]PORT');
    },
  );

  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.2', false],
    ['127.0.0.1.example.org', false],
    ['example.org', false],
  ])('%s is reached from this machine only: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });

  it('stands in brackets in a URL where it must', () => {
    expect([hostInUrl('::1'), hostInUrl('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
  });
});
