import type { Octokit } from '@octokit/rest';
import { counted } from '../../../core/common/counted.ts';
import { readBranch } from '../../../core/github/read-branch.ts';
import { fullName, type RepositoryName } from '../../../core/github/repository-name.ts';
import { githubStore, readHead } from '../../../core/remembrancer/ledger/index.ts';
import { LEDGER, ledgerOrigin } from '../../../core/remembrancer/provision/index.ts';
import type { Finding } from '../finding.ts';
import { look } from './look.ts';

/** Whether there is a ledger, of this repository, with a checkpoint that its key signed; and who cosigned that. */
export async function checkLedger(client: Octokit, name: RepositoryName, server: string): Promise<Finding[]> {
  let witnesses: readonly string[] | undefined;
  const ledger = await look('ledger', undefined, async () => {
    const check = 'ledger';
    if ((await readBranch(client, name, LEDGER)) === undefined) {
      return {
        check,
        status: 'problem',
        detail: `There is no branch "${LEDGER}".`,
        remedy: `vaultmesh ledger init ${fullName(name)} --environment-secret`,
        code: 'not-found',
      };
    }
    const { checkpoint, note } = await readHead(githubStore(client, name, LEDGER));
    const origin = ledgerOrigin(server, name);
    if (checkpoint.origin !== origin) {
      return {
        check,
        status: 'problem',
        detail: `The branch "${LEDGER}" is the ledger of ${checkpoint.origin}, not of ${origin}.`,
        remedy:
          'A fork carries the ledger of where it is from; delete the branch there. A renamed repository: vaultmesh ledger succeed.',
        code: 'verification-failed',
      };
    }
    witnesses = [...note.matchAll(/^— (\S+) /gmu)].flatMap(([, by]) =>
      by === undefined || by === origin ? [] : [by],
    );
    const entries = counted(checkpoint.size, 'entry', 'entries');
    return {
      check,
      status: 'ok',
      detail: `Its checkpoint, over ${entries}, is signed by its key; "vaultmesh ledger fsck ${fullName(name)}" checks every one.`,
    };
  });
  return witnesses === undefined ? [ledger] : [ledger, checkWitnesses(witnesses)];
}

function checkWitnesses(names: readonly string[]): Finding {
  const check = 'witness';
  if (names.length > 0) {
    return {
      check,
      status: 'ok',
      detail: `The checkpoint has a cosignature in the name of ${names.join(', ')}.`,
    };
  }
  return {
    check,
    status: 'advice',
    detail: 'Nobody but the log itself has signed the checkpoint.',
    remedy:
      'Where the app is installed, look whether it runs: it cosigns within a minute, and its log says why not.',
  };
}
