import { endAsCleanRuns } from './app-faults/end-as-clean-runs.ts';

endAsCleanRuns('checks');
