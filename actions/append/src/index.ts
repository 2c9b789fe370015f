import { actionsRunner } from '../../common/src/actions-runner.ts';
import { booleanInput, choiceInput, listInput, requiredSecret, textInput } from '../../common/src/inputs.ts';
import { RECORD_KINDS } from '../../common/src/operation.ts';
import { runAction } from '../../common/src/run-action.ts';
import { append } from './main.ts';

await runAction('VaultMesh append', actionsRunner, (run) =>
  append(
    {
      logKey: requiredSecret('log-key', actionsRunner, run),
      token: requiredSecret('token', actionsRunner, run),
      kind: choiceInput('kind', RECORD_KINDS),
      operation: textInput('operation'),
      component: textInput('component'),
      version: textInput('version'),
      commit: textInput('commit'),
      files: listInput('files'),
      ledgerBranch: textInput('ledger-branch'),
      tsa: listInput('tsa'),
      upload: booleanInput('upload', true),
      publish: booleanInput('publish', false),
      context: {
        what: textInput('what'),
        why: textInput('why'),
        how: textInput('how'),
        value: textInput('value'),
      },
      links: textInput('links'),
      people: textInput('people'),
    },
    run,
    actionsRunner,
  ),
);
