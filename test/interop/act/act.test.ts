import { actContract } from './act-contract.ts';

// The language whose tools are there soonest; the exhaustive tests have all of them.
actContract('go');
