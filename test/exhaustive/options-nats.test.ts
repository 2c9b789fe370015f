import { describeEveryPair } from '../templates/describe-every-pair.ts';

describeEveryPair('nats');
