import { fullName } from '../state/repository.ts';
import { html } from './html.ts';
import { layout, table } from './layout.ts';
import type { Renderer } from './page.ts';

/** The workflow runs of a repository. */
export const runsPage: Renderer = ({ repository }) => {
  const rows = repository.workflowRuns
    .toReversed()
    .map((run) => [
      html`<a href="/${fullName(repository)}/actions/runs/${run.id}"
        >${run.workflow.name} #${run.runNumber}</a
      >`,
      run.title,
      run.event,
      html`<code>${run.headBranch}</code>`,
      run.conclusion ?? run.status,
      run.createdAt,
    ]);
  return { kind: 'html', html: layout('Workflow runs', table(rows, 'There are none.'), repository) };
};

/** What a job printed, as the REST address of its log redirects here. */
export const jobLogPage: Renderer = ({ repository, rest }) => {
  const id = rest.split('/')[2];
  const jobs = repository.workflowRuns.flatMap((run) => run.jobs);
  const job = jobs.find((one) => String(one.id) === id);
  return job === undefined ? undefined : { kind: 'text', text: job.log };
};

/** One run with its jobs, their steps and what they printed. */
export const runPage: Renderer = ({ repository, rest }) => {
  const id = rest.split('/')[2];
  const run = repository.workflowRuns.find((one) => String(one.id) === id);
  if (run === undefined) return undefined;
  const body = html`<p>
      <span class="tag">${run.conclusion ?? run.status}</span>
      <span class="soft">${run.event} on <code>${run.headBranch}</code> at <code>${run.headSha}</code></span>
    </p>
    ${run.jobs.map(
      (job) =>
        html`<article class="card">
          <header>
            <strong>${job.name}</strong> <span class="tag">${job.conclusion ?? job.status}</span>
          </header>
          <div>
            ${table(
              job.steps.map((step) => [step.name, step.conclusion ?? step.status]),
              'No steps yet.',
            )}
          </div>
          <pre><code>${job.log}</code></pre>
        </article>`,
    )}`;
  return { kind: 'html', html: layout(`${run.workflow.name} #${run.runNumber}`, body, repository) };
};
