export interface ActLog {
  /** The result of each job that ran, by its id. */
  readonly jobs: ReadonlyMap<string, string>;
  /** The result of each step that ran, by `job/step`. */
  readonly results: ReadonlyMap<string, string>;
  /** For people. */
  readonly log: string;
}

interface Line {
  readonly msg: string;
  readonly jobID?: string;
  readonly jobResult?: string;
  readonly stage?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: string;
}

/** Reads what `act --json` prints. */
export function readActLog(output: string): ActLog {
  const jobs = new Map<string, string>();
  const results = new Map<string, string>();
  const log: string[] = [];
  for (const text of output.split('\n')) {
    if (!text.startsWith('{')) {
      log.push(text);
      continue;
    }
    const { msg, jobID = '', jobResult, stage, stepID = [], stepResult } = JSON.parse(text) as Line;
    log.push(`${jobID}: ${msg.trimEnd()}`);
    if (jobResult !== undefined) jobs.set(jobID, jobResult);
    // A step of a composite Action has an id of two parts.
    const [step = '', ...inner] = stepID;
    if (stage === 'Main' && stepResult !== undefined && inner.length === 0)
      results.set(`${jobID}/${step}`, stepResult);
  }
  return { jobs, results, log: log.join('\n') };
}
