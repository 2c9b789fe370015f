/**
 * Settles when the process is told to end; what runs is then brought to an end, and not cut off. Until it is forgotten
 * no signal ends the process, be it sent again.
 */
export function endOfProcess(): { readonly ended: Promise<unknown>; readonly forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, resolve);
  return {
    ended: promise,
    forget: () => {
      for (const signal of signals) process.off(signal, resolve);
    },
  };
}
