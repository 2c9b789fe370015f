/** An artifact by name and digest. Hex is lower case; `size` is in bytes. */
export interface Subject {
  readonly name: string;
  readonly sha256: string;
  readonly sha512?: string;
  readonly size?: number;
}
