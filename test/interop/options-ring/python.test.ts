import { describeRing } from './describe-ring.ts';

describeRing('python');
