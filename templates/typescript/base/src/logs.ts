import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { type LogLevel, SERVICE } from './settings.ts';
import { currentTrace } from './trace.ts';

/**
 * A logger that writes one JSON object a line: time (RFC 3339, UTC), level, service, logger, message, what the call
 * added, and trace_id while a trace is known. Tests give a destination; otherwise it is standard output.
 */
export function createLogger(level: LogLevel, destination: DestinationStream = standardOutput()): Logger {
  const options = {
    level,
    base: { service: SERVICE },
    messageKey: 'message',
    errorKey: 'error',
    serializers: { error: stdSerializers.err },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label === 'warn' ? 'warning' : label }) },
    mixin: () => {
      const trace = currentTrace();
      return trace === undefined ? {} : { trace_id: trace.traceId };
    },
  };
  return pino(options, destination);
}

/** Written at once: in order, nothing of it lost when the process ends, nothing piled up when nobody reads. */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}
