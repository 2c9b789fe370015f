import { actionsRunner } from '../../common/src/actions-runner.ts';
import { requiredSecret, textInput } from '../../common/src/inputs.ts';
import { runAction } from '../../common/src/run-action.ts';
import { assets } from './main.ts';

await runAction('VaultMesh assets', actionsRunner, (run) =>
  assets(
    {
      operation: textInput('operation'),
      component: textInput('component'),
      version: textInput('version'),
      commit: textInput('commit'),
      token: requiredSecret('token', actionsRunner, run),
    },
    run,
    actionsRunner,
  ),
);
