import { readCatalog, type SpawnRequest } from '../../../core/spawn/index.ts';

type Combination = Pick<SpawnRequest, 'language' | 'kind' | 'mcp' | 'mq'>;

/** Every language and kind with every option that the templates have, by a name for the test. */
export function combinations(): [string, Combination][] {
  return readCatalog().languages.flatMap(({ id: language, kinds, options }) =>
    kinds.flatMap((kind) =>
      (options.includes('mcp') ? [false, true] : [false]).flatMap((mcp) =>
        (options.includes('mq') ? (['none', 'rabbitmq', 'nats'] as const) : (['none'] as const)).map(
          (mq): [string, Combination] => [
            `${language} ${kind}${mcp ? ', MCP' : ''}${mq === 'none' ? '' : `, ${mq}`}`,
            { language, kind, mcp, mq },
          ],
        ),
      ),
    ),
  );
}
