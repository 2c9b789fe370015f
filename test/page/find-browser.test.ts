import { afterEach, expect, it } from '@jest/globals';

import { findBrowser } from '../../scripts/find-browser.ts';

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

it('names what to install where there is no browser, so that the page is never left untested in silence', async () => {
  process.env['PATH'] = '/nowhere';
  await expect(findBrowser()).rejects.toThrow('apt-get install -y chromium');
});
