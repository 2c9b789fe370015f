import type { TLog } from '@sigstore/mock/dist/rekor/index.js';
import { canonicalJson, type Json } from '../../core/common/canonical-json.ts';
import { sha256Hex } from '../../core/common/bytes.ts';
import { json, type ServiceHandler } from './http-service.ts';

const PATH = '/api/v1/log/entries';

/**
 * Rekor's v1 log: `POST` an `intoto` entry, `GET` one by its uuid. The same entry a second time is answered with 409
 * and the place of the first, as the public log does. Other entry types are refused: `@sigstore/mock` has no valid
 * log entry for them.
 */
export function rekorHandler(log: TLog): ServiceHandler {
  const entries = new Map<string, object>();
  const uuids = new Map<string, string>();
  return async ({ method, url, body }) => {
    if (method === 'GET' && url.pathname.startsWith(`${PATH}/`)) {
      const entry = entries.get(url.pathname.slice(PATH.length + 1));
      return entry === undefined ? refusal(404, 'No such entry.') : json(200, entry);
    }
    if (method !== 'POST' || url.pathname !== PATH) return refusal(404, 'Not found.');
    const proposed = parseEntry(body.toString());
    if (proposed?.kind !== 'intoto') return refusal(400, 'This log takes entries of the kind intoto.');
    const key = sha256Hex(canonicalJson(proposed));
    const known = uuids.get(key);
    if (known !== undefined) {
      const location = `${PATH}/${known}`;
      const message = `an equivalent entry already exists in the transparency log with UUID ${known}`;
      return { ...refusal(409, message), headers: { location } };
    }
    const entry = (await log.log(proposed)) as Readonly<Record<string, object>>;
    const [uuid] = Object.keys(entry);
    if (uuid === undefined) return refusal(500, 'The log gave no entry.');
    uuids.set(key, uuid);
    entries.set(uuid, entry);
    return { ...json(201, entry), headers: { location: `${PATH}/${uuid}` } };
  };
}

function parseEntry(text: string): { kind?: Json; [key: string]: Json | undefined } | undefined {
  try {
    return JSON.parse(text) as { kind?: Json };
  } catch {
    return undefined;
  }
}

const refusal = (code: number, message: string) => json(code, { code, message });
