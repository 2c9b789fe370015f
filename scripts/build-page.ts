/**
 * `npm run build:page` makes build/verify.html, the page that verifies, and prints its SHA-256: the same on every
 * machine, for the same source and the packages of the lock file.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { makePage } from './page/make-page.ts';

const out = resolve(import.meta.dirname, '..', 'build');
const page = await makePage();
await mkdir(out, { recursive: true });
await writeFile(resolve(out, 'verify.html'), page);
const kibibytes = Math.ceil(Buffer.byteLength(page) / 1024);
console.log(`${createHash('sha256').update(page).digest('hex')}  build/verify.html  ${kibibytes} KiB`);
