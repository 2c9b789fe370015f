import type { AsnType } from 'asn1js';
import type { SignerInfo } from 'pkijs';

/** The value of the signed attribute of this type, when there is exactly one with one value. */
export function signedAttribute({ signedAttrs }: SignerInfo, type: string): AsnType | undefined {
  const [attribute, ...others] = (signedAttrs?.attributes ?? []).filter((each) => each.type === type);
  if (attribute === undefined || others.length > 0) return undefined;
  const [value, ...more] = attribute.values as readonly AsnType[];
  return more.length === 0 ? value : undefined;
}
