import { actionsRunner } from '../../common/src/actions-runner.ts';
import { listInput, textInput } from '../../common/src/inputs.ts';
import { runAction } from '../../common/src/run-action.ts';
import { verify } from './main.ts';

await runAction('VaultMesh verify', actionsRunner, (run) =>
  verify(
    {
      files: listInput('files'),
      proofs: listInput('proofs'),
      trust: textInput('trust'),
      require: listInput('require'),
      at: textInput('at'),
    },
    run,
    actionsRunner,
  ),
);
