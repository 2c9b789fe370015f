import type { AddCommand } from '../../add-command.ts';
import { leafCommand } from '../../leaf-command.ts';
import type { AuditCommandOptions } from '../../ledger/audit-ledger.ts';
import { BRANCH_OPTION, VERIFIER_KEY_OPTION } from '../../ledger-options.ts';

const EXAMPLES = [
  'ledger audit https://github.com/acme/my-service',
  'ledger audit https://github.com/acme/my-service --pin my-service.checkpoint',
];

export const auditCommand: AddCommand = (ledger, terminal, run) => {
  leafCommand(
    ledger,
    'audit <repository>',
    "walk the branch's history: every checkpoint must extend the one before",
    EXAMPLES,
  )
    .option(...BRANCH_OPTION)
    .option(...VERIFIER_KEY_OPTION)
    .option('--pin <file>', 'the checkpoint seen last: made by the first audit, moved on by each that passes')
    .action((repository: string, options: AuditCommandOptions) =>
      run(options, async () => {
        const { auditLedger } = await import('../../ledger/audit-ledger.ts');
        return auditLedger(terminal, repository, options);
      }),
    );
};
