/** An answer before it is written to the wire: JSON, bytes, or nothing but a status. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: { readonly content: Uint8Array; readonly type: string };
}

export const ok = (json: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  json,
  headers,
});

export const created = (json: unknown): Reply => ({ status: 201, json });

export const accepted = (json: unknown): Reply => ({ status: 202, json });

export const noContent = (): Reply => ({ status: 204 });

export const bytes = (content: Uint8Array, type: string, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  bytes: { content, type },
  headers,
});
