import { describeRing } from './describe-ring.ts';

describeRing('rust');
