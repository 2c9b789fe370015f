export { planRepair, type RepairPlan } from './plan-repair.ts';
export { type Repair, repairBranch, type RepairOptions } from './repair-branch.ts';
