import { join } from 'node:path';

// The programs that tests start are TypeScript as it stands here: each file is compiled once, not for each process.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node');

const base = {
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testEnvironment: 'node',
  rootDir: '.',
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/build', '<rootDir>/.cache', '/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

/** Files named *.integration.test.ts start real programs (git, gpg, openssl, servers); the others stay in memory. */
const slow = ['\\.integration\\.test\\.ts$', '/test/e2e/', '/test/interop/', '/test/exhaustive/'];

export default {
  watchman: false,
  testSequencer: '<rootDir>/jest.sequencer.config.js',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...slow],
      setupFilesAfterEnv: ['<rootDir>/test/test-timeout.ts', '<rootDir>/test/no-network.ts'],
    },
    {
      ...base,
      displayName: 'integration',
      setupFilesAfterEnv: ['<rootDir>/test/test-timeout.ts'],
      testMatch: ['<rootDir>/test/**/*.integration.test.ts', '<rootDir>/test/e2e/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/test/interop/', '/test/exhaustive/'],
    },
    {
      ...base,
      displayName: 'interop',
      globalSetup: '<rootDir>/test/templates/spread-cargo.ts',
      setupFilesAfterEnv: ['<rootDir>/test/test-timeout.ts'],
      testMatch: ['<rootDir>/test/interop/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'exhaustive',
      setupFilesAfterEnv: ['<rootDir>/test/test-timeout.ts'],
      testMatch: ['<rootDir>/test/exhaustive/**/*.test.ts'],
    },
  ],
};
