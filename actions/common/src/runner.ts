import type { Annotation } from '../../../core/remembrancer/covenant/report/annotations.ts';

/** What an Action needs of the runner that it runs on. */
export interface Runner {
  /** Keeps `secret` out of every log line from here on. */
  mask(secret: string): void;
  setOutput(name: string, value: string): void;
  /** One line of the log. */
  info(message: string): void;
  notice(title: string, message: string): void;
  warning(title: string, message: string): void;
  /** Shows something beside a line of a file. An error does not fail the step by itself. */
  annotate(annotation: Annotation): void;
  /** Marks the step as failed and shows why. */
  fail(title: string, message: string): void;
  /** Adds Markdown to the summary page of the job. */
  summarize(markdown: string): Promise<void>;
  /** An OIDC token of this workflow run for `audience`. Rejects as `fetchIdentityToken` does. */
  identityToken(audience: string): Promise<string>;
}
