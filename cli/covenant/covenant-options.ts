/** Options of `vaultmesh covenant`, as commander gives them. */
export interface CovenantOptions {
  readonly json?: true;
  readonly base?: string;
  readonly revision?: string;
  readonly staged?: true;
  readonly fast?: true;
  readonly rule?: readonly string[];
  readonly fix?: true;
  readonly explain?: string;
  readonly rules?: true;
  readonly branch: string;
  readonly witnessed?: string;
  readonly peers?: true;
  readonly sarif?: string;
  readonly summary?: string;
  readonly badge?: string;
}
