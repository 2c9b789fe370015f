interface Part {
  /** The files that are mutated, below the rules of the covenant; with `!` those that are not. */
  readonly mutate: readonly string[];
  /** The tests that are to notice, below those of the rules; with `!` those that are left out. */
  readonly tests: readonly string[];
}

/** With a star: mocha takes braces alone for the name of a file. */
const SECRETS = 'integrity/{private-keys,provider-tokens,high-entropy-values}*';
const LOCKFILES = 'reproducibility/{lockfile-in-step,lockfile-present,lockfiles/**/*}';

/** The rules of the covenant in parts that are mutated one after another, each with its own tests. */
export const PARTS: Readonly<Record<string, Part>> = {
  federation: { mutate: ['federation/**/*.ts'], tests: ['federation/**/*.test.ts'] },
  integrity: {
    mutate: ['integrity/**/*.ts', `!${SECRETS}.ts`, '!integrity/secrets/**/*.ts'],
    tests: ['integrity/**/*.test.ts', `!${SECRETS}.test.ts`, '!integrity/secrets/**/*.test.ts'],
  },
  lockfiles: { mutate: [`${LOCKFILES}.ts`], tests: [`${LOCKFILES}.test.ts`] },
  'proof-chain': { mutate: ['proof-chain/**/*.ts'], tests: ['proof-chain/**/*.test.ts'] },
  reproducibility: {
    mutate: ['reproducibility/**/*.ts', `!${LOCKFILES}.ts`],
    tests: ['reproducibility/**/*.test.ts', `!${LOCKFILES}.test.ts`],
  },
  secrets: {
    mutate: ['integrity/secrets/**/*.ts', `${SECRETS}.ts`],
    // The first is the quickest to notice what is wrong with a token's form.
    tests: ['integrity/secrets/token-forms.test.ts', 'integrity/secrets/**/*.test.ts', `${SECRETS}.test.ts`],
  },
};
