import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULE = 'github.com/owenrumney/go-sarif/v3';

/**
 * The schema of OASIS for SARIF 2.1.0 (errata 01), as the Go library go-sarif has it in a string. Go downloads the
 * library at the version of sarif/go.mod, and holds it against sarif/go.sum.
 */
export function sarifSchema(): object {
  const answer = execFileSync('go', ['mod', 'download', '-json', MODULE], {
    cwd: join(import.meta.dirname, 'sarif'),
    encoding: 'utf8',
  });
  const { Dir } = JSON.parse(answer) as { Dir: string };
  const source = readFileSync(join(Dir, 'pkg/report/v210/sarif/schema.go'), 'utf8');
  const [, text = ''] = source.split('`');
  // It is of draft 4, whose words that the schema uses mean the same in draft 7.
  const { $schema, id, ...schema } = JSON.parse(text) as Record<string, unknown>;
  if (!String($schema).includes('draft-04') || !String(id).includes('/sarif/v2.1.0/')) {
    throw new Error(`${MODULE} has another schema than that of SARIF 2.1.0.`);
  }
  return schema;
}
