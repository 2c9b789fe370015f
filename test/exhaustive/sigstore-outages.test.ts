import { tryEveryFault } from '../e2e/outages/try-every-fault.ts';

tryEveryFault('oidc', 'fulcio', 'rekor');
