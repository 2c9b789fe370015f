import type { AddCommand } from '../../add-command.ts';
import type { HookOptions } from '../../covenant/install-hook.ts';
import { leafCommand } from '../../leaf-command.ts';

const EXAMPLES = ['covenant install-hook', 'covenant install-hook --uninstall'];

export const covenantInstallHookCommand: AddCommand = (covenant, terminal, run) => {
  leafCommand(
    covenant,
    'install-hook',
    'let git hold each commit of this clone against the fast rules before it is made',
    EXAMPLES,
  )
    .option('--uninstall', 'take the hook away again')
    .action((options: HookOptions) =>
      run(options, async () => {
        const { installHook } = await import('../../covenant/install-hook.ts');
        return installHook(terminal, options);
      }),
    );
};
