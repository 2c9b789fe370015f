/** The rules of ledger-schema/SPEC.md that a file can break. */
export type FsckRule =
  /** A file that the checkpoint or an entry needs is not there. */
  | 'missing'
  /** Nothing in the log speaks of the file. */
  | 'unexpected'
  /** A link, a module, a program, an empty folder or a name listed twice, where only plain files belong. */
  | 'not-a-file'
  | 'key'
  | 'checkpoint'
  | 'policy'
  | 'admission'
  /** The entries of the bundles do not have the signed root. */
  | 'root'
  | 'bundle'
  | 'tile'
  | 'entry'
  | 'receipt'
  | 'evidence'
  | 'people'
  | 'index'
  | 'state'
  | 'timestamp';

/** One thing that is wrong: the file, the rule that it breaks, and how. */
export interface Problem {
  readonly file: string;
  readonly rule: FsckRule;
  readonly detail: string;
}

/** A file, or a part of it, that says nothing that the log could confirm or deny. */
export interface Unauthenticated {
  readonly file: string;
  readonly why: string;
}

/** What a check has found so far. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly notAuthenticated: Unauthenticated[] = [];
  /** Files that were looked at, whatever came of it. */
  readonly seen = new Set<string>();

  report(file: string, rule: FsckRule, detail: string): void {
    this.seen.add(file);
    this.problems.push({ file, rule, detail });
  }

  /** Reports the message of an error that `check` throws, and gives what it returns otherwise. */
  try<T>(file: string, rule: FsckRule, check: () => T): T | undefined {
    this.seen.add(file);
    try {
      return check();
    } catch (error) {
      this.report(file, rule, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  setAside(file: string, why: string): void {
    this.seen.add(file);
    this.notAuthenticated.push({ file, why });
  }
}
