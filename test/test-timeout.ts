import { jest } from '@jest/globals';

/** Starting a program takes long when everything else does. A test that needs more than a minute says so itself. */
jest.setTimeout(60_000);
