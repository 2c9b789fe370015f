import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const VECTORS = join(import.meta.dirname, '..', '..', 'ledger-schema', 'vectors');

export const readVectors = (name: string): unknown => JSON.parse(readFileSync(join(VECTORS, name), 'utf8'));

export const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
