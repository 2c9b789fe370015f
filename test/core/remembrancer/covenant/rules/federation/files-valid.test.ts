import { beforeAll, describe, expect, it } from '@jest/globals';

import { utf8 } from '../../../../../../core/common/bytes.ts';
import type { Found } from '../../../../../../core/remembrancer/covenant/found.ts';
import { filesValid } from '../../../../../../core/remembrancer/covenant/rules/federation/files-valid.ts';
import { generateLogKey, generateWitnessKey } from '../../../../../../core/remembrancer/ledger/index.ts';
import { formatTrustFile, type TrustFile } from '../../../../../../core/remembrancer/trust/index.ts';
import { memoryAuthority } from '../../../memory-authority.ts';
import { contextWith } from '../../context-with.ts';
import { fileOf } from '../../file-of.ts';
import { expectLegible } from '../../expect-legible.ts';

const { verifierKey } = generateLogKey('github.com/acme/app');
const witness = generateWitnessKey('witness.example').verifierKey;
const POLICY = `log ${verifierKey}\nwitness w ${witness}\nquorum w\n`;

let root: string;
beforeAll(async () => {
  ({ root } = await memoryAuthority());
});

const foundIn = (path: string, content: string | Uint8Array): readonly Found[] =>
  expectLegible(filesValid.check(fileOf(path, content), contextWith({})));

const trustText = (changes: Partial<TrustFile> = {}): string =>
  formatTrustFile({
    v: 1,
    policy: POLICY,
    openpgp: { fingerprints: [] },
    rfc3161: { roots: [root], spkiPins: [] },
    ...changes,
  });

describe('a policy', () => {
  it.each(['policy', 'ledger/policy', 'release.policy', 'a.tlog-policy'])(
    'is held as %s when it is one',
    (path) => {
      expect(foundIn(path, POLICY)).toEqual([]);
      expect(foundIn(path, POLICY.replace('quorum w', 'quorum other'))).toHaveLength(1);
    },
  );

  it('is found with the line that is wrong', () => {
    const text = `# ü 💾\n${POLICY.replace('quorum w', 'quorum other')}`;
    const [found] = foundIn('policy', text);
    expect(found?.message).toBe('Line 4 of policy is wrong: "other" is not defined above.');
    expect(text.slice(found?.range?.start, found?.range?.end)).toBe('quorum other');
  });

  it('is found as a whole where no line is wrong', () => {
    expect(foundIn('policy', POLICY.replace('quorum w\n', ''))).toEqual([
      {
        path: 'policy',
        message: 'The policy policy has no quorum line: add "quorum none" to ask for no witness.',
        remedy: 'Correct it; https://c2sp.org/tlog-policy says what may stand there.',
      },
    ]);
  });

  it.each([
    ['without a quorum', POLICY.replace('quorum w\n', ''), 'has no quorum line'],
    ['with a damaged key', POLICY.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), 'Line 1'],
    ['with carriage returns', POLICY.replaceAll('\n', '\r\n'), 'control character'],
    ['with a word that is none', `${POLICY}trust me\n`, '"trust" is none of'],
    ['that is not UTF-8', Buffer.concat([utf8(POLICY), Buffer.from([0xff, 0xfe])]), 'is none of'],
    ['with a second quorum and no last line end', `${POLICY}quorum none`, 'there is a quorum line already'],
  ])('is found %s', (_, content, what) => {
    expect(foundIn('policy', content).map(({ message }) => message)).toEqual([expect.stringContaining(what)]);
  });

  it('has a finding that shows only a part of a long line, and nothing that deceives', () => {
    const [found] = foundIn('policy', `${POLICY}${'\u202ex'.repeat(500_000)}\n`);
    expect(found?.message.length).toBeLessThan(1000);
    expect(found?.message).not.toContain('\u202e');
  });

  it.each([
    ['nothing', ''],
    ['a policy of something else', '{"Version": "2012-10-17", "Statement": []}'],
    ['words', 'log in to the witness\nquorum is what we need\n'],
    ['one long line', 'log '.repeat(250_000)],
  ])('is not meant by %s', (_, text) => {
    expect(foundIn('policy', text)).toEqual([]);
  });
});

describe('a trust file', () => {
  it('is held when it is one, also with what is optional', () => {
    expect(foundIn('trust.json', trustText())).toEqual([]);
    expect(
      foundIn(
        'a.trust.json',
        trustText({ retiredLogKeys: [{ verifierKey, index: 1 }] }).replaceAll('\n', '\r\n'),
      ),
    ).toEqual([]);
  });

  it.each<[string, () => string, string]>([
    ['that is cut short', () => trustText().slice(0, -20), 'is not JSON'],
    [
      'with a member too many',
      () => trustText().replace('"v"', '"w": 1, "v"'),
      'must not have the property "w"',
    ],
    [
      'whose policy is none',
      () => trustText({ policy: '\nquorum x\n' }),
      'The policy in trust.json is wrong in its line 2: "x" is not defined above.',
    ],
    [
      'whose policy has no quorum',
      () => trustText({ policy: `log ${verifierKey}\n` }),
      'The policy in trust.json has no quorum line: add "quorum none" to ask for no witness.',
    ],
    [
      'whose retired key is none',
      () => trustText({ retiredLogKeys: [{ verifierKey: 'x', index: 0 }] }),
      'Retired key 1 of trust.json is wrong.',
    ],
    [
      'with two certificates as one',
      () => trustText({ rfc3161: { roots: [root + root], spkiPins: [] } }),
      'Time-stamping root 1 of trust.json is not one PEM certificate.',
    ],
    [
      'with a damaged certificate',
      () => trustText({ rfc3161: { roots: [root, root.replace('MI', 'MA')], spkiPins: [] } }),
      'root 2',
    ],
  ])('is found %s', (_, text, what) => {
    expect(foundIn('trust.json', text()).map(({ message }) => message)).toEqual([
      expect.stringContaining(what),
    ]);
  });

  it('cannot be told of a later format', () => {
    expect(foundIn('trust.json', trustText().replace('"v": 1', '"v": 2'))).toMatchObject([
      { remedy: 'Check with the VaultMesh that wrote it, or a later one.', cannotTell: true },
    ]);
  });

  it('is found with each retired key that is none', () => {
    const retiredLogKeys = ['x', verifierKey, 'y'].map((key, index) => ({ verifierKey: key, index }));
    const found = foundIn('trust.json', trustText({ retiredLogKeys }));
    expect(found.map(({ message }) => message.slice(0, 37))).toEqual([
      'Retired key 1 of trust.json is wrong.',
      'Retired key 3 of trust.json is wrong.',
    ]);
    expect(found.map(({ cannotTell }) => cannotTell)).toEqual([undefined, undefined]);
  });

  it.each(['', 'null', '{}', '{"trust": true}', '{"policy": {"allow": []}}', '[]'])(
    'is not meant by %j',
    (text) => {
      expect(foundIn('trust.json', text)).toEqual([]);
    },
  );

  it('is looked for by its name', () => {
    const concerns = (path: string): boolean =>
      filesValid.concerns({ path, kind: 'file', size: 1, id: path });
    expect(['trust.json', 'x/acme.trust.json', 'policy', 'x/y.policy'].map(concerns)).not.toContain(false);
    expect(
      ['trust.jsonc', 'mistrust.json', 'policy.md', 'src/policy.ts', 'policies'].map(concerns),
    ).not.toContain(true);
  });
});

describe('the configuration', () => {
  const found = (text: string): readonly string[] =>
    foundIn('.github/vaultmesh.yml', text).map(({ message }) => message);

  it.each(['', 'covenant: { level: enforce }\n', 'version: 1\n'])('is right: %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    [
      'covenant: { level: off }\n',
      '/covenant/level must be equal to one of the allowed values: advise, warn, enforce',
    ],
    ['covenant: { levels: { VM-II-99: warn } }\n', 'there is no rule VM-II-99'],
    [
      'convenant: { level: warn }\n',
      'has the member "convenant", and only version, covenant, commands, onboarding, spawn mean anything',
    ],
    ['covenant: [\n', '.github/vaultmesh.yml cannot be used'],
  ])('is wrong: %j', (text, why) => {
    expect(found(text)).toEqual([expect.stringContaining(why)]);
  });

  it('is placed where the member stands that means nothing', () => {
    const text = 'covenant: {}\nlevel: warn\n';
    expect(foundIn('.github/vaultmesh.yml', text)).toMatchObject([{ range: { start: 13, end: 18 } }]);
  });

  it('is placed where it is wrong', () => {
    const text = 'covenant:\n  level: off\n';
    expect(foundIn('.github/vaultmesh.yml', text)).toMatchObject([{ range: { start: 12, end: 17 } }]);
    expect(foundIn('.github/vaultmesh.yml', 'covenant: [\n')[0]).not.toHaveProperty('range');
  });

  it.each(['.github/vaultmesh.yaml', '.github/Vaultmesh.yml', '.github/.vaultmesh.yml'])(
    'is not read from %s, which is said',
    (path) => {
      expect(filesValid.concerns({ path, kind: 'file', size: 1, id: path })).toBe(true);
      const [found, ...more] = foundIn(path, 'covenant: {}\n');
      expect(found?.message).toBe(`${path} is read by nobody: the configuration is .github/vaultmesh.yml.`);
      expect(more).toEqual([]);
    },
  );

  it.each(['vaultmesh.yml', 'x/.github/vaultmesh.yml', '.github/vaultmesh.yml.j2', '.github/vaultmesh.json'])(
    'is not meant by %s',
    (path) => {
      expect(filesValid.concerns({ path, kind: 'file', size: 1, id: path })).toBe(false);
    },
  );
});
