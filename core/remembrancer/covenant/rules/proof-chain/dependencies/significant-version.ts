/** One bound: what it is compared by, and the version from its first number on. */
const BOUND = /(!=|<=?)?[\s~^=>v]*(\d{1,9})(?:\.(\d{1,9}))?[\w.*+-]*/g;

const LONGEST = 200;

/**
 * The part of a requirement whose change may break who depends on it (Semantic Versioning, 4 and 8): `4` of `^4.2.1`, and
 * `0.3` of `~0.3.1`. Of several (`^17 || ^18`) it is the highest, of a range the lower end. `undefined` where no version is
 * named, such as for an address, a tag or a folder.
 */
export function significantVersion(requirement: string): string | undefined {
  const version = requirement.trim().replace(/^npm:.*@/, '');
  if (version.length > LONGEST || /[:/]|^[a-uw-z]/i.test(version)) return undefined;
  const lower = version.split('||').flatMap((range) => {
    const bound = [...range.matchAll(BOUND)].find(([, upper]) => upper === undefined);
    return bound ? [{ major: Number(bound[2]), minor: Number(bound[3] ?? 0) }] : [];
  });
  const [highest] = lower.sort((a, b) => b.major - a.major || b.minor - a.minor);
  if (!highest) return undefined;
  return highest.major > 0 ? String(highest.major) : `0.${highest.minor}`;
}
