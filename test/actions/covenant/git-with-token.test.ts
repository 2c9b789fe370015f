import { expect, it } from '@jest/globals';

import { gitWithToken } from '../../../actions/covenant/src/git-with-token.ts';

const header = `AUTHORIZATION: basic ${Buffer.from('x-access-token:ghs_1').toString('base64')}`;

it('git gets the token for the one server, by its environment', () => {
  expect(gitWithToken({ PATH: '/bin' }, 'https://github.com', 'ghs_1')).toEqual({
    PATH: '/bin',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.https://github.com/.extraheader',
    GIT_CONFIG_VALUE_0: header,
  });
});

it('settings that the environment has already stay', () => {
  const own = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.proxy', GIT_CONFIG_VALUE_0: 'http://proxy' };
  expect(gitWithToken(own, 'https://ghe.example', 'ghs_1')).toEqual({
    ...own,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'http.https://ghe.example/.extraheader',
    GIT_CONFIG_VALUE_1: header,
  });
});
