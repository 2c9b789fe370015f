const CHARACTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const VALID = 1;

/**
 * Whether the checksum of what has the form of a bech32 text is right (BIP 173, without its limit of 90 characters, as age
 * has it).
 */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase();
  const at = lower.lastIndexOf('1');
  const name = Array.from(lower.slice(0, at), (character) => character.charCodeAt(0));
  const data = Array.from(lower.slice(at + 1), (character) => CHARACTERS.indexOf(character));
  return polymod([...name.map((code) => code >> 5), 0, ...name.map((code) => code & 31), ...data]) === VALID;
}

function polymod(values: readonly number[]): number {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATORS.entries()) if ((top >> bit) & 1) checksum ^= generator;
  }
  return checksum;
}
