/** What a build should not depend on. */
export interface Surroundings {
  /** Where the copy is: of other length and other names. */
  readonly folder: string;
  /** A home of its own, with nothing in it. */
  readonly home: string;
  /** A folder of its own for temporary files. */
  readonly temporary: string;
  readonly umask: number;
  /** How many seconds before now the files of the copy were changed. */
  readonly ageSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** The same commit is built in both. */
export const SURROUNDINGS: readonly Surroundings[] = [
  {
    folder: 'a/source',
    home: 'a/home',
    temporary: 'a/tmp',
    umask: 0o022,
    ageSeconds: 0,
    environment: { TZ: 'Etc/GMT+12', LC_ALL: 'C', LANGUAGE: 'en' },
  },
  {
    folder: 'second-build/in-a-longer-path/of-the-same-commit',
    home: 'second-build/home-of-another',
    temporary: 'second-build/temporary',
    umask: 0o002,
    // More than a day, so that dates differ too.
    ageSeconds: 100_003,
    environment: { TZ: 'Etc/GMT-14', LC_ALL: 'C.UTF-8', LANGUAGE: 'fr' },
  },
];
