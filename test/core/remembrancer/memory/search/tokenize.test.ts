import { describe, expect, it } from '@jest/globals';
import { splitToken } from '../../../../../core/remembrancer/memory/search/split-token.ts';
import { termsOfToken } from '../../../../../core/remembrancer/memory/search/terms-of-token.ts';
import { tokenize } from '../../../../../core/remembrancer/memory/search/tokenize.ts';

describe('tokens', () => {
  it.each([
    ['Use Helm v3.14.2, not "kustomize".', ['Use', 'Helm', 'v3.14.2', 'not', 'kustomize']],
    ['ﬁle ｎａｍｅ', ['file', 'name']],
    ['Größe naïve 設定 файл', ['Größe', 'naïve', '設定', 'файл']],
    [
      'external-secrets, snake_case; sha256:0badc0de',
      ['external-secrets', 'snake_case', 'sha256', '0badc0de'],
    ],
    ['-- ... __', []],
  ])('of %p are %p', (text, tokens) => {
    expect(tokenize(text)).toEqual(tokens);
  });
});

describe('a token', () => {
  it.each([
    ['createCommitOnBranch', ['createcommitonbranch', 'create', 'commit', 'on', 'branch']],
    ['external-secrets', ['externalsecrets', 'external', 'secrets']],
    ['snake_case', ['snakecase', 'snake', 'case']],
    ['TLSConfig', ['tlsconfig', 'tls', 'config']],
    ['APIs', ['apis']],
    ['k8s', ['k8s']],
    ['cluster’s', ['cluster']],
    ['v1.31.0-rc.1', ['1.31.0-rc.1']],
    ['0BADc0de1', ['0badc0de1']],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', ['01arz3ndektsv4rrffq69g5fav']],
  ])('%p is %p', (token, words) => {
    expect(splitToken(token)).toEqual(words);
  });

  it('that is longer than any word is looked up as it is, in no more time than a short one', () => {
    const long = `${'a'.repeat(50)}ing`;
    expect(termsOfToken(long)).toEqual([long]);
    expect(termsOfToken('a'.repeat(1_000_000))).toHaveLength(1);
  });

  it('is looked up by its stem, and not at all when it is only part of asking', () => {
    expect(['deployments', 'deploying', 'Deployed'].flatMap(termsOfToken)).toEqual([
      'deploy',
      'deploy',
      'deploy',
    ]);
    expect(['Why', 'did', 'we', 'choose', "didn't", 'isn’t'].flatMap(termsOfToken)).toEqual([]);
  });

  it('is stemmed as Snowball does it, which is not as Porter did', () => {
    expect(['generously', 'skies', 'dying', 'succeed'].flatMap(termsOfToken)).toEqual([
      'generous',
      'sky',
      'die',
      'succeed',
    ]);
  });
});
