import * as core from '@actions/core';

import { fetchIdentityToken } from './fetch-identity-token.ts';
import { logLine } from './log-line.ts';
import type { Runner } from './runner.ts';

/** The GitHub Actions runner, by the toolkit's protocol. */
export const actionsRunner: Runner = {
  // The runner masks every line of a secret by itself too.
  mask: (secret) => {
    core.setSecret(secret);
  },
  setOutput: (name, value) => {
    core.setOutput(name, value);
  },
  info: (message) => {
    core.info(logLine(message));
  },
  notice: (title, message) => {
    core.notice(message, { title });
  },
  warning: (title, message) => {
    core.warning(message, { title });
  },
  annotate: ({ kind, title, message, path, region }) => {
    core[kind](message, {
      title,
      ...(path !== undefined && { file: path }),
      ...(region && { startLine: region.line, endLine: region.endLine }),
      ...(region?.column !== undefined && { startColumn: region.column }),
      ...(region?.endColumn !== undefined && { endColumn: region.endColumn }),
    });
  },
  fail: (title, message) => {
    core.error(message, { title });
    process.exitCode = core.ExitCode.Failure;
  },
  summarize: async (markdown) => {
    await core.summary.addRaw(markdown, true).write();
  },
  identityToken: async (audience) => {
    const token = await fetchIdentityToken(audience, process.env);
    core.setSecret(token);
    return token;
  },
};
