import { actionsRunner } from '../../common/src/actions-runner.ts';
import { booleanInput, secretInput, textInput } from '../../common/src/inputs.ts';
import { runAction } from '../../common/src/run-action.ts';
import { covenant } from './main.ts';

await runAction('VaultMesh covenant', actionsRunner, (run) =>
  covenant(
    {
      ledgerBranch: textInput('ledger-branch'),
      witnessed: textInput('witnessed'),
      peers: booleanInput('peers', false),
      sarifFile: textInput('sarif-file'),
      badgeFile: textInput('badge-file'),
      suggest: booleanInput('suggest', false),
      token: secretInput('token', actionsRunner),
    },
    run,
    actionsRunner,
  ),
);
