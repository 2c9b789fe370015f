/** Why a manifest and its lockfile cannot be held against each other: a sentence without a full stop. */
export class CannotTell extends Error {
  /** The file that could not be looked into. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}
