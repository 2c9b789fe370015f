import * as core from '@actions/core';

import type { Runner } from './runner.ts';

/** The GitHub Actions runner, by the toolkit's protocol. */
export const actionsRunner: Runner = {
  mask: (secret) => {
    core.setSecret(secret);
    // The runner masks line by line, and a key has many.
    for (const line of secret.split(/\r?\n/)) if (line.trim().length > 3) core.setSecret(line);
  },
  setOutput: (name, value) => {
    core.setOutput(name, value);
  },
  info: (message) => {
    core.info(message);
  },
  notice: (title, message) => {
    core.notice(message, { title });
  },
  warning: (title, message) => {
    core.warning(message, { title });
  },
  fail: (title, message) => {
    core.error(message, { title });
    process.exitCode = core.ExitCode.Failure;
  },
  summarize: async (markdown) => {
    await core.summary.addRaw(markdown, true).write();
  },
  identityToken: (audience) => core.getIDToken(audience),
};
