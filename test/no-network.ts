import { afterAll, beforeAll } from '@jest/globals';
import nock from 'nock';

/** Unit tests reach no server, not even on this machine; one that tries fails with nock's own message. */
beforeAll(() => {
  nock.disableNetConnect();
});

afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});
