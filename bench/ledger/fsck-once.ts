/** `node bench/ledger/fsck-once.ts <folder>`: one whole check by a process of its own. Prints ms and peak memory in MiB. */
import { folderSource, fsck } from '../../core/remembrancer/ledger/fsck/index.ts';

const started = performance.now();
const { sound, problems } = await fsck(folderSource(process.argv[2] ?? ''));
if (!sound) throw new Error(`The ledger is not sound: ${JSON.stringify(problems[0])}`);
console.log(performance.now() - started, process.resourceUsage().maxRSS / 1024);
