import { describe, expect, it } from '@jest/globals';

import { downloadOf } from '../../../../../core/remembrancer/covenant/shell/downloads.ts';
import { readCommands } from '../../../../../core/remembrancer/covenant/shell/read-commands.ts';

const download = (script: string) => {
  const [command] = readCommands(script);
  const found = command && downloadOf(command);
  return found && [found.addresses.map(({ text }) => text).join(' '), found.file?.text];
};

describe('downloadOf', () => {
  it.each<[string, string, string | undefined]>([
    ['curl -fsSL https://a.example/x', 'https://a.example/x', undefined],
    ['curl https://a.example/x -o y', 'https://a.example/x', 'y'],
    ['curl -Lo "$D/y" https://a.example/x', 'https://a.example/x', '$D/y'],
    ['curl --output y --header "A: b" https://a.example/x', 'https://a.example/x', 'y'],
    ['curl --output=y https://a.example/x', 'https://a.example/x', 'y'],
    ['curl -LO https://a.example/v1/x.tgz?raw=1', 'https://a.example/v1/x.tgz?raw=1', 'x.tgz'],
    ['curl -sS https://a.example/x > y', 'https://a.example/x', 'y'],
    ['curl -s "$URL"', '$URL', undefined],
    ['curl -s a.example/x', 'a.example/x', undefined],
    ['curl -o /dev/null https://a.example/x', 'https://a.example/x', undefined],
    ['wget https://a.example/v1/x.tgz', 'https://a.example/v1/x.tgz', 'x.tgz'],
    ['wget -q -O y https://a.example/x', 'https://a.example/x', 'y'],
    ['wget -qO y https://a.example/x', 'https://a.example/x', 'y'],
    ['wget -qO- https://a.example/x', 'https://a.example/x', undefined],
    ['wget -O - https://a.example/x > y', 'https://a.example/x', 'y'],
    ['sudo /usr/bin/wget --output-document=y https://a.example/x', 'https://a.example/x', 'y'],
    ['Invoke-WebRequest -Uri https://a.example/x -OutFile y', 'https://a.example/x', 'y'],
  ])('%s', (script, addresses, file) => {
    expect(download(script)).toEqual([addresses, file]);
  });

  it.each([
    ['curl --version'],
    ['curl -fsS http://localhost:8080/health'],
    ['curl -fsS 127.0.0.1:8080/health'],
    ['wget -qO- http://[::1]/x'],
    ['curl -s http://169.254.169.254/latest/meta-data/'],
    ['git clone https://a.example/x'],
    ['echo curl https://a.example/x'],
  ])('is none: %s', (script) => {
    expect(download(script)).toBeUndefined();
  });
});
