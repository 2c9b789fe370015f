/** A part of an address as the file is called: `use x.md` of `use%20x.md`. */
export function decodedAddress(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
