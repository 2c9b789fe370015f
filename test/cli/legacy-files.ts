import { mkdir, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

import type { Workbench } from './workbench.ts';

/** A `remembrancer.db` with one record and a folder `receipts` with one receipt, as the first system left them. */
export async function writeLegacyFiles({ path }: Pick<Workbench, 'path'>): Promise<void> {
  const database = new DatabaseSync(path('remembrancer.db'));
  database.exec(
    `CREATE TABLE memories (id TEXT PRIMARY KEY, timestamp TEXT NOT NULL, type TEXT NOT NULL, component TEXT, version TEXT, hash TEXT, sig TEXT, data JSON, merkle_root TEXT);
     INSERT INTO memories VALUES ('codex-v1', '2025-10-19T20:18:00Z', 'codex', 'codex', 'v1', '${'3'.repeat(64)}', NULL, '{}', '')`,
  );
  database.close();
  await mkdir(path('receipts'));
  await writeFile(
    path('receipts/codex-v1.receipt'),
    `---\ncomponent: codex\nversion: v1\ntimestamp: 2025-10-19T20:18:00Z\nevidence:\n  artifact: a.md\n  sha256: ${'3'.repeat(64)}\n---\n`,
  );
}
