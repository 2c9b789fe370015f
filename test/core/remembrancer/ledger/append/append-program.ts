/** A writer as a process of its own: appends records, one after another, to the ledger at URL. `node append-program.ts URL WORKDIR ID...`, with the log key in LOG_KEY. */
import { appendRecords, gitStore, parseSignerKey } from '../../../../../core/remembrancer/ledger/index.ts';
import { sampleRecord } from '../sample-records.ts';

const [url = '', workDir = '', ...ids] = process.argv.slice(2);
const store = gitStore({ url, workDir });
const signer = parseSignerKey(process.env['LOG_KEY'] ?? '');
for (const id of ids) await appendRecords(store, signer, [sampleRecord(id)], { random: Math.random });
await store.close();
