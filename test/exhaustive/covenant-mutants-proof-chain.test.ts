import { noticesFaults } from './covenant-mutants/notices-faults.ts';

noticesFaults('proof-chain');
