import type { TreeFile } from '../../core/spawn/index.ts';
import { allCommands } from '../commands/all-commands.ts';
import { issueForm } from '../commands/issue-form.ts';

/**
 * The commands that have a form in the platform repository: those that begin something of their own there. The others go on with what
 * an issue or pull request is about, or are given in the repository that they act on.
 */
const WITH_FORM: readonly string[] = ['spawn', 'adr new', 'query', 'verify'];

/** @param isPersonal for the account of a person, where no app can create a repository */
export const platformForms = (isPersonal: boolean): TreeFile[] =>
  allCommands().flatMap(({ grammar: { name }, grammar }) =>
    WITH_FORM.includes(name) && !(isPersonal && name === 'spawn') ? [issueForm(grammar)] : [],
  );
