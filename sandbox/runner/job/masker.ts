const MASK = '***';

/** Takes secrets out of what is printed. */
export class Masker {
  readonly #secrets = new Set<string>();

  /** A secret of several lines is masked line by line, since logs are. */
  add(secret: string): void {
    for (const line of [secret, ...secret.split(/\r?\n/)]) {
      if (line.trim() !== '') this.#secrets.add(line);
    }
  }

  mask(text: string): string {
    // The longest first: a short secret may be a part of a long one.
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    return secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  }

  hasSecret(text: string): boolean {
    return this.mask(text) !== text;
  }
}
