import { readCatalog } from '../../core/spawn/index.ts';
import { actContract } from '../interop/act/act-contract.ts';

for (const { id } of readCatalog().languages) actContract(id);
