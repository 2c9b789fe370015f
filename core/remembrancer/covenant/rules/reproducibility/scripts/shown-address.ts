const MOST = 100;

/** An address for a message: without a name and password, in one line, and not too long. */
export function shownAddress(address: string): string {
  const plain = address.replace(/\/\/[^/?#\s]*@/, '//').replaceAll(/\s+/g, ' ');
  return plain.length > MOST ? `${plain.slice(0, MOST)}…` : plain;
}
