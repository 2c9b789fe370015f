import { systemClock } from '../core/common/clock.ts';
import type { Outcome } from '../core/common/outcome.ts';
import { LAYERS } from '../core/remembrancer/evidence/layer-verdict.ts';
import type { FileVerdict } from '../core/remembrancer/verify/index.ts';
import { acceptDrops } from './drop-files.ts';
import { byId, element } from './element.ts';
import type { OnProgress } from './metered.ts';
import { report, verdictBox } from './outcome-view.ts';
import { verifyFiles, type Choice } from './verify-files.ts';

const form = byId('form', HTMLFormElement);
const inputs = {
  artifact: byId('artifact', HTMLInputElement),
  proof: byId('proof', HTMLInputElement),
  trust: byId('trust', HTMLInputElement),
};
const require = byId('require', HTMLElement);
const at = byId('at', HTMLInputElement);
const button = byId('verify', HTMLButtonElement);
const working = byId('working', HTMLElement);
const step = byId('step', HTMLElement);
const bar = byId('progress', HTMLProgressElement);
const status = byId('status', HTMLElement);
const details = byId('report', HTMLElement);

const requirements = LAYERS.map((layer) => ({
  layer,
  box: element('input', { type: 'checkbox', value: layer, id: `require-${layer}` }),
}));

function choice(): Choice {
  const [artifact, proof, trust] = [inputs.artifact, inputs.proof, inputs.trust].map(
    ({ files }) => files?.[0],
  );
  return {
    ...(artifact && { artifact }),
    ...(proof && { proof }),
    ...(trust && { trust }),
    require: requirements.filter(({ box }) => box.checked).map(({ layer }) => layer),
    ...(at.value !== '' && { at: new Date(`${at.value}Z`) }),
  };
}

const showProgress: OnProgress = ({ step: what, done, total }) => {
  step.textContent = `${what}: ${total === 0 ? 100 : Math.floor((100 * done) / total)} %`;
  bar.max = Math.max(total, 1);
  bar.value = done;
};

function show(outcome: Outcome<FileVerdict>, name: string): void {
  status.replaceChildren(verdictBox(outcome, name));
  details.replaceChildren(...report(outcome));
  details.hidden = false;
}

/** A verdict is about the files that were chosen then. */
function forget(): void {
  status.replaceChildren();
  details.replaceChildren();
  details.hidden = true;
}

async function verify(): Promise<void> {
  forget();
  button.disabled = true;
  form.inert = true;
  working.hidden = false;
  const chosen = choice();
  try {
    show(await verifyFiles(chosen, systemClock, showProgress), chosen.artifact?.name ?? '');
  } finally {
    working.hidden = true;
    form.inert = false;
    button.disabled = false;
  }
  const missing = (['artifact', 'proof', 'trust'] as const).find((name) => chosen[name] === undefined);
  (missing === undefined ? button : inputs[missing]).focus();
}

function complainOfMoment(): void {
  byId('options', HTMLDetailsElement).open = true;
  at.reportValidity();
}

require.append(...requirements.map(({ layer, box }) => element('label', {}, box, layer)));
acceptDrops(inputs);
form.addEventListener('change', () => {
  forget();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  // A moment that is half filled in reads as none.
  if (at.validity.valid) void verify();
  else complainOfMoment();
});
