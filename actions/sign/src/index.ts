import { actionsRunner } from '../../common/src/actions-runner.ts';
import { choiceInput, listInput, secretInput, textInput } from '../../common/src/inputs.ts';
import { RECORD_KINDS } from '../../common/src/operation.ts';
import { runAction } from '../../common/src/run-action.ts';
import { sign } from './main.ts';

await runAction('VaultMesh sign', actionsRunner, (run) =>
  sign(
    {
      openpgpKey: secretInput('openpgp-key', actionsRunner),
      openpgpPassphrase: secretInput('openpgp-passphrase', actionsRunner),
      kind: choiceInput('kind', RECORD_KINDS),
      operation: textInput('operation'),
      commit: textInput('commit'),
      files: listInput('files'),
      checksums: textInput('checksums'),
      subjectName: textInput('subject-name'),
      subjectDigest: textInput('subject-digest'),
      sigstore: choiceInput('sigstore', ['auto', 'on', 'off']),
      fulcioUrl: textInput('fulcio-url'),
      rekorUrl: textInput('rekor-url'),
      onMissing: choiceInput('on-missing', ['defer', 'fail']),
    },
    run,
    actionsRunner,
  ),
);
