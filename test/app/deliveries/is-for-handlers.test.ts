import { describe, expect, it } from '@jest/globals';
import { isForHandlers } from '../../../app/deliveries/is-for-handlers.ts';
import { KNOWN_PAYLOADS } from '../../../app/deliveries/known-payloads.ts';
import { LOOKED_AT_ANYWAY, SWEPT_EVENTS } from '../../../app/sweep/swept-events.ts';

const push = {
  ref: 'refs/heads/ledger',
  repository: { id: 1, name: 'app', full_name: 'acme/app', owner: { login: 'acme', type: 'Organization' } },
  installation: { id: 3 },
};

describe('a delivery is for the handlers', () => {
  it('when its event has one and all is there that it reads', () => {
    expect(isForHandlers({ event: 'push', payload: push })).toBe(true);
    expect(isForHandlers({ event: 'push', payload: { ...push, more: { __proto__: null } } })).toBe(true);
  });

  it.each(['ping', 'error', 'constructor', '__proto__', 'push.created', 'installation'])(
    'not when its event has none: %s',
    (event) => {
      expect(isForHandlers({ event, payload: push })).toBe(false);
    },
  );

  it('not by the name of an event with the action of another', () => {
    expect(isForHandlers({ event: 'push', payload: { ...push, action: 'created' } })).toBe(false);
    expect(isForHandlers({ event: 'pull_request', payload: { ...push, action: 'labeled' } })).toBe(false);
  });

  it('not when it comes of no installation', () => {
    const { ref, repository } = push;
    expect(isForHandlers({ event: 'push', payload: { ref, repository } })).toBe(false);
  });
});

describe('what is not as GitHub documents it is refused', () => {
  const owner = (login: unknown) => ({ repository: { ...push.repository, owner: { login, type: 'User' } } });
  it.each<[string, object, string]>([
    ['no ref', { ref: undefined }, "must have required property 'ref'"],
    ['a ref that is none', { ref: 7 }, '/ref must be string'],
    ['no repository', { repository: null }, '/repository must be object'],
    ['no installation', { installation: null }, '/installation must be object'],
    ['an installation of no number', { installation: { id: '3' } }, '/installation/id must be integer'],
    ['a number too large', { installation: { id: 2 ** 60 } }, '/installation/id must be <='],
    ['an owner that leaves the path', owner('..'), '/repository/owner/login must match'],
    ['an owner with a slash', owner('a/b'), '/repository/owner/login must match'],
    ['an owner of half a character', owner('\ud800'), '/repository/owner/login must match'],
    ['a long owner', owner('a'.repeat(101)), '/repository/owner/login must match'],
    [
      'a name that leaves the path',
      { repository: { ...push.repository, name: '..' } },
      '/repository/name must',
    ],
  ])('%s', (_, changes, expected) => {
    expect(() => isForHandlers({ event: 'push', payload: { ...push, ...changes } })).toThrow(expected);
  });
});

it('every event that a handler answers has its check', () => {
  expect([...KNOWN_PAYLOADS.keys()].sort()).toEqual([...SWEPT_EVENTS, ...LOOKED_AT_ANYWAY].sort());
});
