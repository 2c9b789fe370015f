/** What the queue holds, over all processes that share it. */
export interface QueueLoad {
  readonly waiting: number;
  readonly active: number;
  /** When the oldest of those that wait was received, RFC 3339; absent when none waits. */
  readonly oldest?: string;
}

/**
 * What the app counts about its own work. Every name is one of few: events that GitHub does not have are counted as
 * `other`, and nothing here names a repository, a person or a delivery.
 */
export interface AppMetrics {
  /** A delivery came to the door. Nothing can come of one that `passed`; GitHub did not sign what is `refused`, or it cannot be read. */
  readonly received: (event: string, outcome: 'taken' | 'known' | 'passed' | 'full' | 'refused') => void;
  /** An attempt at a delivery ended, after so many ms: the work is done, comes again, or failed for good. */
  readonly attempted: (event: string, outcome: 'done' | 'again' | 'failed', ms: number) => void;
  /** A command got its answer; `command` is its name in the grammar, or `unknown`. */
  readonly commanded: (command: string, outcome: 'done' | 'refused' | 'stopped') => void;
  /** GitHub answered a call, or did not: then there is no answer. */
  readonly called: (answer?: GitHubAnswer) => void;
  /** A sweep of GitHub's delivery log, or of the installations, ended; what failed at some of them has failed. `found` is how many deliveries had been lost. */
  readonly swept: (what: 'deliveries' | 'installations', outcome: 'done' | 'failed', found?: number) => void;
  /** Says where the load of the queue is read from, each time that somebody asks for the metrics. */
  readonly watch: (load: () => QueueLoad | Promise<QueueLoad>) => void;
  /** Everything, in Prometheus' text format. */
  readonly text: () => Promise<string>;
}

/** The part of an answer of GitHub's that is counted: a `Response` is one. */
export interface GitHubAnswer {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
}
