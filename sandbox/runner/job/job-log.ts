import type { Masker } from './masker.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  /** `title`, `file`, `line`, …, as the command gave them. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What a job prints, masked before it is kept. */
export class JobLog {
  readonly annotations: Annotation[] = [];
  readonly #lines: string[] = [];
  readonly #masker: Masker;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  line(text: string): void {
    this.#lines.push(this.#masker.mask(text));
  }

  annotate({ level, message, properties }: Annotation): void {
    this.annotations.push({ level, message: this.#masker.mask(message), properties });
    this.line(`##[${level}]${message}`);
  }

  error(message: string): void {
    this.annotate({ level: 'error', message, properties: {} });
  }

  warning(message: string): void {
    this.annotate({ level: 'warning', message, properties: {} });
  }
}
