import { combinations } from '../core/spawn/combinations.ts';
import { makeContract } from '../templates/make-contract.ts';

makeContract(combinations());
