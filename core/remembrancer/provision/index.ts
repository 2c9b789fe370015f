export { LEDGER, ledgerOrigin, LOG_KEY } from './ledger-names.ts';
export { protectLedger } from './protect-ledger.ts';
export {
  type LedgerOrder,
  type LedgerProvisioner,
  type ProvisionedLedger,
  provisionLedger,
} from './provision-ledger.ts';
