/** `node bench/evidence/hash-once.ts <file>`: the subject of one file, as every door makes it. Prints its SHA-256 and ms. */
import { subjectOfFile } from '../../core/remembrancer/evidence/index.ts';

const started = performance.now();
const { sha256 } = await subjectOfFile(process.argv[2] ?? '');
console.log(sha256, performance.now() - started);
