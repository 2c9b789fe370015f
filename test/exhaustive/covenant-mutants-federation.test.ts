import { noticesFaults } from './covenant-mutants/notices-faults.ts';

noticesFaults('federation');
