import { actionsRunner } from '../../common/src/actions-runner.ts';
import {
  booleanInput,
  choiceInput,
  listInput,
  requiredSecret,
  secretInput,
  textInput,
} from '../../common/src/inputs.ts';
import { runAction } from '../../common/src/run-action.ts';
import { backfill } from './main.ts';

await runAction('VaultMesh backfill', actionsRunner, (run) =>
  backfill(
    {
      logKey: requiredSecret('log-key', actionsRunner, run),
      token: requiredSecret('token', actionsRunner, run),
      openpgpKey: secretInput('openpgp-key', actionsRunner),
      openpgpPassphrase: secretInput('openpgp-passphrase', actionsRunner),
      ledgerBranch: textInput('ledger-branch'),
      sigstore: choiceInput('sigstore', ['auto', 'on', 'off']),
      fulcioUrl: textInput('fulcio-url'),
      rekorUrl: textInput('rekor-url'),
      tsa: listInput('tsa'),
      files: listInput('files'),
      limit: textInput('limit'),
      renewBefore: textInput('renew-before'),
      dryRun: booleanInput('dry-run', false),
      upload: booleanInput('upload', true),
    },
    run,
    actionsRunner,
  ),
);
