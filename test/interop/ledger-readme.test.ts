import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import tools from '../../scripts/interop-tools.json' with { type: 'json' };
import { paste, readmeCommands } from '../cli/readme-commands.ts';
import { type RecordedRelease, recordRelease } from '../cli/recorded-release.ts';
import { withChangedByte } from './outside-checkers.ts';

const TESSERA = 'The whole log, with tessera';
const GO = "The entry in the log, with Go's own client";
const CHECKPOINT = 'The checkpoint, with openssl 3';

let release: RecordedRelease;
beforeAll(async () => {
  release = await recordRelease();
});
afterAll(() => release.remove());

describe('the commands with Go in the README of a ledger branch', () => {
  it('run the tessera that the other tests run', () => {
    expect(readmeCommands(release.clone).get(TESSERA)).toContain(`go run ${tools.go.fsck} `);
  });

  it.each([
    [TESSERA, [TESSERA], /Successfully fsck'd log with size 2 /u],
    [GO, [CHECKPOINT, GO], /^entry 1 of 2 is in the log: \{"id":"release:v1\.0\.0",/mu],
  ])(
    '%s: hold, and not when the bundle was changed',
    (_, headings, expected) => {
      expect(paste(release, headings)).toEqual({ status: 0, output: expect.stringMatching(expected) });
      const bundle = `${release.clone}/tile/entries/000.p/2`;
      // A byte of the second entry; the first has about 150.
      const { status, output } = withChangedByte(bundle, 200, () => paste(release, headings));
      expect({ status, isFound: expected.test(output) }).toEqual({ status: 1, isFound: false });
    },
    300_000,
  );
});
