import { describe, expect, it } from '@jest/globals';

import {
  isTrustPath,
  trustIn,
} from '../../../../../../../core/remembrancer/covenant/rules/federation/trust/trust-in-tree.ts';
import { generateLogKey } from '../../../../../../../core/remembrancer/ledger/index.ts';
import { formatTrustFile, type TrustFile } from '../../../../../../../core/remembrancer/trust/index.ts';
import { fileOf } from '../../../file-of.ts';

const { verifierKey } = generateLogKey('github.com/acme/app');
const POLICY = `log ${verifierKey}\nquorum none\n`;
const TRUST: TrustFile = {
  v: 1,
  policy: POLICY,
  openpgp: { fingerprints: [] },
  rfc3161: { roots: [], spkiPins: [] },
};

const read = (path: string, text: string): ReturnType<typeof trustIn> => trustIn(fileOf(path, text));

describe('a trust file', () => {
  it.each(['trust.json', 'a/trust.json', 'acme.trust.json', 'a/acme.x.trust.json'])(
    'is read as %s',
    (path) => {
      expect(isTrustPath({ path, kind: 'file', size: 1, id: path })).toBe(true);
      expect(read(path, formatTrustFile(TRUST))).toEqual({ trust: TRUST });
    },
  );

  it('is meant with two of its members, and is faulty when it is not one', () => {
    for (const text of [
      '{"policy": "", "openpgp": {}}',
      '{"rfc3161": {}, "sigstore": {}}',
      '{"retiredLogKeys": [], "policy"',
    ]) {
      expect(read('trust.json', text)).toEqual({
        fault: expect.stringContaining('trust.json'),
        isNewer: false,
      });
    }
    for (const text of ['{"policy": ""}', '{"openpgp": {}}', '{"rfc3161": ""}', '{"x": ["sigstore"]}']) {
      expect(read('trust.json', text)).toBeUndefined();
    }
  });

  it('of a later format is told apart', () => {
    expect(read('trust.json', formatTrustFile(TRUST).replace('"v": 1', '"v": 2'))).toMatchObject({
      isNewer: true,
    });
  });
});

describe('a policy', () => {
  it.each(['policy', 'a/policy', 'a/acme.policy', 'acme.tlog-policy'])('is read as %s', (path) => {
    expect(isTrustPath({ path, kind: 'file', size: 1, id: path })).toBe(true);
    expect(read(path, POLICY)).toEqual({ policy: POLICY });
  });

  it.each([
    `  log\t${verifierKey}`,
    `# first\nwitness w ${verifierKey} https://w.example\n# last`,
    `\twitness w  `,
    'x\nlog  \t yes',
    'quorum none',
    'quorum \t none',
    'x\n quorum\tany \r\n',
  ])('is known by one of its lines: %j', (text) => {
    expect(read('policy', text)).toEqual({ policy: text });
  });

  it.each([
    ...['', 'log', 'log in here', 'witness the end', 'quorum', 'quorum is what', 'a quorum none'],
    ...['log x+0123456+y z', 'log x+0123456g+y z', 'logs x+01234567+y', 'x log y', 'loga', 'witnessb'],
  ])('is not known by others: %j', (text) => {
    expect(read('policy', text)).toBeUndefined();
  });
});

it.each([
  'mistrust.json',
  '.trust.jsonc',
  'trust.json/x',
  'policies',
  'policy.md',
  'mypolicy',
  'a/.policy/x',
])('no trust and no policy is meant by %s', (path) => {
  expect(isTrustPath({ path, kind: 'file', size: 1, id: path })).toBe(false);
});
