import { VaultMeshError } from '../../../core/common/error.ts';
import type { JobLog } from './job-log.ts';
import type { Masker } from './masker.ts';
import { parseWorkflowCommand } from './workflow-command.ts';

/** Reads the lines that one step prints: obeys workflow commands, keeps the rest in the log. */
export class StepOutput {
  readonly #log: JobLog;
  readonly #masker: Masker;
  /** Commands are text until this token comes as a command. */
  #resumeToken: string | undefined;

  constructor(log: JobLog, masker: Masker) {
    this.#log = log;
    this.#masker = masker;
  }

  /** Throws `usage` at a command that this sandbox does not know. */
  line(line: string): void {
    const command = parseWorkflowCommand(line);
    if (command === undefined) {
      this.#log.line(line);
      return;
    }
    const { name, message, properties } = command;
    if (this.#resumeToken !== undefined) {
      if (name === this.#resumeToken) this.#resumeToken = undefined;
      else this.#log.line(line);
      return;
    }
    switch (name) {
      case 'add-mask':
        this.#masker.add(message);
        return;
      case 'error':
      case 'warning':
      case 'notice':
        this.#log.annotate({ level: name, message, properties });
        return;
      case 'debug':
      case 'echo':
        return;
      case 'group':
      case 'endgroup':
        this.#log.line(`##[${name}]${message}`);
        return;
      case 'stop-commands':
        this.#resumeToken = message.toLowerCase();
        return;
      default:
        throw new VaultMeshError('usage', `The workflow command "${name}" is not known to this sandbox.`);
    }
  }
}
