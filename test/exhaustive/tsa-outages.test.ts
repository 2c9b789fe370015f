import { tryEveryFault } from '../e2e/outages/try-every-fault.ts';

tryEveryFault('tsa', 'both TSAs');
