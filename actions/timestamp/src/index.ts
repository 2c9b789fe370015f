import { actionsRunner } from '../../common/src/actions-runner.ts';
import { choiceInput, listInput, textInput } from '../../common/src/inputs.ts';
import { RECORD_KINDS } from '../../common/src/operation.ts';
import { runAction } from '../../common/src/run-action.ts';
import { timestamp } from './main.ts';

await runAction('VaultMesh timestamp', actionsRunner, (run) =>
  timestamp(
    {
      kind: choiceInput('kind', RECORD_KINDS),
      operation: textInput('operation'),
      tsa: listInput('tsa'),
      onMissing: choiceInput('on-missing', ['defer', 'fail']),
    },
    run,
    actionsRunner,
  ),
);
