import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { VaultMeshError } from '../core/common/error.ts';
import type { Terminal } from './terminal.ts';

/** A repository whose ledger is read or written. */
export interface RepositoryAddress {
  /** What git clones from: a URL or the absolute path of a folder. */
  readonly url: string;
  /** The name that its log should have, `<host>/<owner>/<repository>`; a folder does not tell. */
  readonly origin?: string;
}

/**
 * The repository that `text` names: an address, a folder, or OWNER/REPO on the server of GITHUB_SERVER_URL (github.com
 * without one). A folder wins over OWNER/REPO. Throws `usage` for anything else.
 */
export function repositoryAddress(text: string, terminal: Terminal): RepositoryAddress {
  if (text === '') throw new VaultMeshError('usage', `The repository is empty; ${WHAT_IT_TAKES}.`);
  if (/^(https?|ssh|git|file):\/\//.test(text) && URL.canParse(text)) return { url: text, ...originOf(text) };
  const folder = resolve(terminal.directory, text);
  if (existsSync(folder)) return { url: folder };
  if (/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(text)) {
    const url = `${terminal.environment['GITHUB_SERVER_URL'] || 'https://github.com'}/${text}`;
    return { url, ...originOf(url) };
  }
  const [, host = '', path = ''] =
    /^([^\s/:]+@[^\s/:]+|[^\s/:]+\.[^\s/:]+):(?!\/\/)\/?(\S+)$/.exec(text) ?? [];
  if (path !== '') {
    throw new VaultMeshError(
      'usage',
      `"${text}" is an address in the short form of ssh; write ssh://${host}/${path}.`,
    );
  }
  throw new VaultMeshError('usage', `"${text}" is no repository; ${WHAT_IT_TAKES}.`);
}

const WHAT_IT_TAKES = 'give OWNER/REPO, an address such as https://github.com/acme/app, or a folder' as const;

function originOf(url: string): { origin?: string } {
  const { host, pathname } = new URL(url);
  const path = pathname.replace(/^\/|(\.git)?\/?$/g, '');
  return path === '' || host === '' ? {} : { origin: `${host}/${path}` };
}
