/** The checkpoint that a witness cosigned last for one log, and its place in the order of what it kept. */
export interface Remembered {
  /** The signed checkpoint, with the witness's own line. */
  readonly note: string;
  readonly serial: number;
}

/** What a witness keeps between requests and runs. Nothing that it cosigned may ever be lost from it. */
export interface WitnessState {
  /** `undefined` for a log that the witness never cosigned. */
  recall(origin: string): Promise<Remembered | undefined>;
  /**
   * Keeps `note` for good, if what is remembered is still `earlier`: a compare-and-swap, also between processes. False
   * when something else was kept meanwhile, and nothing was changed. When it is true the note survives a crash.
   */
  keep(origin: string, note: string, earlier: Remembered | undefined): Promise<boolean>;
}
