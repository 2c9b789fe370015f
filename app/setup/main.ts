import { asVaultMeshError, EXIT_CODES } from '../../core/common/error.ts';
import { awaitCode } from './await-code.ts';
import { convertCode } from './convert-code.ts';
import { readOptions, USAGE } from './setup-options.ts';
import { prepareFolder, writeSettings } from './write-settings.ts';

/** `npm run setup`: makes the GitHub App by its manifest, and writes what the app needs to start. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(USAGE);
    return;
  }
  prepareFolder(options.folder);
  const code = await awaitCode(options, (address) => {
    console.log(`Open ${address} in a browser on this machine, and confirm on GitHub.`);
  });
  const app = await convertCode(options.api, code);
  const { settings, verifierKey } = writeSettings(options, app);
  console.log(`GitHub made the app: ${app.html_url}

Written, for you only: ${settings}, with the private key and the witness key beside it. Keep a copy where you keep secrets:
GitHub does not show the private key again, and policies name the witness by this public key:
  ${verifierKey}

Next:
1. Start the app where ${new URL(options.url).origin} leads: node_modules/.bin/node --env-file=${settings} app/main.ts
2. Install it: ${app.html_url}/installations/new
3. docs/quickstart.md goes on from here.`);
}

try {
  await main();
} catch (error) {
  const { code, message } = asVaultMeshError(error);
  console.error(message);
  process.exitCode = EXIT_CODES[code];
}
