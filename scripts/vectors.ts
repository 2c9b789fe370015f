import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { allVectors } from './vectors/all-vectors.ts';

/** Writes ledger-schema/vectors. A change there is a change of the format: read the difference before committing it. */
const folder = join(import.meta.dirname, '..', 'ledger-schema', 'vectors');
await mkdir(folder, { recursive: true });
for (const [name, content] of await allVectors()) {
  await writeFile(join(folder, name), content);
  process.stdout.write(`${name} ${content.length} bytes\n`);
}
