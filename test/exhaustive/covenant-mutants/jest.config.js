import config from '../../../jest.config.js';

const [unit] = config.projects;

/** The unit tests of the covenant alone, as one flat project, which is what Stryker takes. */
export default {
  ...unit,
  displayName: undefined,
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/core/remembrancer/covenant/**/*.test.ts'],
};
