import { jest } from '@jest/globals';

/** A limit ends what hangs, and never what is slow because the machine is. A test that needs more says so itself. */
jest.setTimeout(300_000);
