export { LEDGER, ledgerOrigin, LOG_KEY } from './ledger-names.ts';
export { ledgerRuleset, protectLedger } from './protect-ledger.ts';
export { protectVersionTags, VERSION_TAG_RULESET, VERSION_TAGS } from './protect-version-tags.ts';
export {
  type LedgerOrder,
  type LedgerProvisioner,
  type ProvisionedLedger,
  provisionLedger,
} from './provision-ledger.ts';
