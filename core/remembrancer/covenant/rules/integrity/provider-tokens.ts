import type { FileRule } from '../../rule.ts';
import { findTokens, type FoundToken } from './secrets/find-tokens.ts';
import { LARGEST_TEXT } from './secrets/largest-text.ts';
import { marksIn } from './secrets/marks-in.ts';

/** VM-I-04: nothing in the tree has the form, and where there is one the checksum, of a known provider's secret. */
export const providerTokens: FileRule = {
  id: 'VM-I-04',
  title: 'No token of a known provider is in the repository',
  severity: 'high',
  level: 'enforce',
  since: 1,
  fixable: false,
  kind: 'file',
  concerns: () => true,
  mayHold: ({ latin1Bytes }) => marksIn(latin1Bytes, 1).length > 0,
  mostBytes: LARGEST_TEXT,
  passesOverLarger: true,
  check: ({ path, text }) =>
    findTokens(text).map((found) => ({
      path,
      range: { start: found.start, end: found.end },
      message: `The file has a secret in it: ${nameOf(found, text)}`,
      remedy: `Revoke it at ${found.token.provider}, take it out of the file, and let the program read the new one from its environment or a secret store.`,
    })),
};

/** How far from an AWS access key id its secret is looked for, in characters. */
const NEARBY = 200;
const AWS_SECRET = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/u;

function nameOf({ token, start, end }: FoundToken, text: string): string {
  const isAwsId = token.name === 'AWS access key id';
  const around = `${text.slice(Math.max(0, start - NEARBY), start)} ${text.slice(end, end + NEARBY)}`;
  return isAwsId && AWS_SECRET.test(around) ? `${token.name}, with its secret beside it` : token.name;
}
