import { afterAll, beforeAll } from '@jest/globals';
import nock from 'nock';

// Importing nock switches it on, and a file in which every test is skipped runs no hooks.
nock.restore();

/** Unit tests reach no server, not even on this machine; one that tries fails with nock's own message. */
beforeAll(() => {
  nock.activate();
  nock.disableNetConnect();
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});
