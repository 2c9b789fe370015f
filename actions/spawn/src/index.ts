import { actionsRunner } from '../../common/src/actions-runner.ts';
import { booleanInput, textInput } from '../../common/src/inputs.ts';
import { runAction } from '../../common/src/run-action.ts';
import { spawn } from './main.ts';

await runAction('VaultMesh spawn', actionsRunner, (run) =>
  spawn(
    {
      name: textInput('name'),
      language: textInput('language'),
      kind: textInput('kind'),
      mcp: booleanInput('with-mcp', false),
      mq: textInput('with-mq'),
      owner: textInput('owner'),
      description: textInput('description'),
      license: textInput('license'),
      recordAction: textInput('record-action'),
      platform: textInput('platform'),
      overlay: textInput('overlay'),
      plan: textInput('plan'),
      dryRun: booleanInput('dry-run', false),
      out: textInput('out'),
    },
    run,
    actionsRunner,
  ),
);
