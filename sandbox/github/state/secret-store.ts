import { hash } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import { fromBase64, fromUtf8, toBase64 } from '../../../core/common/bytes.ts';
import { invalid } from '../http/api-error.ts';

export interface Secret {
  readonly name: string;
  readonly value: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * Actions secrets of an organisation, a repository or an environment, behind a key pair of their own. They come in
 * as libsodium sealed boxes and are opened at once, so that a box that GitHub could not open is refused here too.
 */
export class SecretStore {
  readonly #keys = sodium.crypto_box_keypair();
  readonly #secrets = new Map<string, Secret>();

  get publicKey(): { readonly key_id: string; readonly key: string } {
    return { key_id: this.#keyId, key: toBase64(this.#keys.publicKey) };
  }

  /** Returns whether the secret is new. Throws 422 for a foreign key id and for a box that does not open. */
  put(name: string, sealed: string, keyId: string, now: string): boolean {
    if (keyId !== this.#keyId) throw invalid('Secret', 'key_id', 'invalid', 'Key ID is not the current one');
    const key = name.toUpperCase();
    const before = this.#secrets.get(key);
    const value = this.#open(sealed);
    this.#secrets.set(key, { name: key, value, createdAt: before?.createdAt ?? now, updatedAt: now });
    return before === undefined;
  }

  get(name: string): Secret | undefined {
    return this.#secrets.get(name.toUpperCase());
  }

  delete(name: string): boolean {
    return this.#secrets.delete(name.toUpperCase());
  }

  list(): Secret[] {
    return [...this.#secrets.values()];
  }

  get #keyId(): string {
    return BigInt(`0x${hash('sha256', this.#keys.publicKey, 'hex').slice(0, 15)}`).toString();
  }

  #open(sealed: string): string {
    const box = fromBase64(sealed);
    if (box === undefined) throw invalid('Secret', 'encrypted_value', 'invalid', 'Not base64');
    try {
      return fromUtf8(sodium.crypto_box_seal_open(box, this.#keys.publicKey, this.#keys.privateKey));
    } catch {
      throw invalid('Secret', 'encrypted_value', 'invalid', 'The sealed box does not open with this key');
    }
  }
}
