import { describe, expect, it } from '@jest/globals';

import { findTokens } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/find-tokens.ts';
import { marksIn } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/marks-in.ts';
import { PROVIDER_TOKENS } from '../../../../../../../core/remembrancer/covenant/rules/integrity/secrets/provider-tokens.ts';
import { randomText } from '../../../example-secrets.ts';
import { rightTokens, wrongTokens } from './token-cases.ts';
import { grafanaKey, TOKEN_FORMS } from './token-forms.ts';

const found = (text: string): string[][] =>
  findTokens(text).map(({ token, start, end }) => [token.name, token.provider, text.slice(start, end)]);
const FORMS = TOKEN_FORMS.map((form, index) => [form.name, index, form] as const);

describe('the forms of tokens', () => {
  it('are all in these tests', () => {
    const kinds = TOKEN_FORMS.flatMap((form) => findTokens(rightTokens(form)[0] ?? ''));
    expect(new Set(kinds.map(({ token }) => token))).toEqual(new Set(PROVIDER_TOKENS));
  });

  it.each(FORMS)('of a %s: the whole is found under its name, whatever it is made of (%i)', (_, __, form) => {
    for (const token of rightTokens(form)) {
      expect(found(`key: "${token}", more`)).toEqual([[form.name, form.provider, token]]);
      expect(marksIn(Buffer.from(token), 1)).toHaveLength(1);
    }
  });

  it.each(FORMS)('of a %s: it is found in code, commands and addresses (%i)', (_, __, form) => {
    const [token = ''] = rightTokens(form);
    for (const before of ['', '\\n', '\\t', '\\r', '\n', '=', ':', '::', '(', '<', '-', '_', '.'])
      for (const behind of ['', '\\n', '\r\n', ')', ',', ';', '&', '@'])
        expect(found(before + token + behind)).toEqual([[form.name, form.provider, token]]);
  });

  it.each(FORMS)('of a %s: one character more, less or other makes it none (%i)', (_, __, form) => {
    const wrong = wrongTokens(form);
    const tokens = found(wrong.join('\n'));
    expect(
      form.isOneInPart === true ? tokens.filter(([, , token = '']) => wrong.includes(token)) : tokens,
    ).toEqual([]);
  });

  it.each(FORMS.filter(([, , { isFoundInside }]) => isFoundInside))(
    'of a %s: it is found right behind a letter (%i)',
    (name, _, form) => {
      const [token = ''] = rightTokens(form);
      expect(found(`x${token}`)).toEqual([[name, form.provider, token]]);
    },
  );
});

it.each([
  [16, 0],
  [17, 1],
  [18, 1],
  [19, 1],
  [294, 1],
  [295, 0],
])('of JSON with nothing but a key of %d characters there are %d Grafana Cloud tokens', (length, count) => {
  expect(found(`"glc_${grafanaKey(length)}"`)).toHaveLength(count);
});

it.each([
  ['capitals', 'abcdefghijklmnopqrstuvwxyz0123456789'],
  ['small letters', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'],
  ['digits', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'],
])('what has no %s behind its first four characters is no app password of Bitbucket', (_, alphabet) => {
  expect(found(`"ATBB${randomText('mixed', 32, alphabet)}"`)).toEqual([]);
});
