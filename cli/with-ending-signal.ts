/** Signals by which people and systems end a command. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a signal that aborts when this process is told to end, also by Ctrl-C: for the programs that `work`
 * started, which a signal to this process alone does not reach. After that, and `cleanUp`, the process ends as it was told.
 */
export async function withEndingSignal<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  cleanUp: () => void = () => undefined,
): Promise<Result> {
  const ending = new AbortController();
  const leave = (signal: NodeJS.Signals): void => {
    ending.abort();
    cleanUp();
    // Nobody listens any more, so this ends the process as the signal would have.
    process.kill(process.pid, signal);
  };
  for (const signal of ENDINGS) process.once(signal, leave);
  try {
    return await work(ending.signal);
  } finally {
    for (const signal of ENDINGS) process.off(signal, leave);
  }
}
