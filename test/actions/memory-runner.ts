import type { Annotation } from '../../core/remembrancer/covenant/report/annotations.ts';
import type { Runner } from '../../actions/common/src/runner.ts';

export interface MemoryRunner extends Runner {
  readonly masked: string[];
  readonly outputs: Map<string, string>;
  readonly infos: string[];
  readonly notices: [title: string, message: string][];
  readonly warnings: [title: string, message: string][];
  readonly annotations: Annotation[];
  readonly failures: [title: string, message: string][];
  readonly summaries: string[];
}

/** A runner that keeps what an Action told it. */
export function memoryRunner(
  identityToken: Runner['identityToken'] = () => Promise.resolve('a.b.c'),
): MemoryRunner {
  const masked: string[] = [];
  const outputs = new Map<string, string>();
  const infos: string[] = [];
  const notices: [string, string][] = [];
  const warnings: [string, string][] = [];
  const annotations: Annotation[] = [];
  const failures: [string, string][] = [];
  const summaries: string[] = [];
  return {
    mask: (secret) => masked.push(secret),
    setOutput: (name, value) => outputs.set(name, value),
    info: (message) => infos.push(message),
    notice: (title, message) => notices.push([title, message]),
    warning: (title, message) => warnings.push([title, message]),
    annotate: (annotation) => annotations.push(annotation),
    fail: (title, message) => failures.push([title, message]),
    summarize: (markdown) => {
      summaries.push(markdown);
      return Promise.resolve();
    },
    identityToken,
    masked,
    outputs,
    infos,
    notices,
    warnings,
    annotations,
    failures,
    summaries,
  };
}
