/** The file inputs of the page by what they take. */
export type FileInputs = Readonly<Record<'artifact' | 'proof' | 'trust', HTMLInputElement>>;

/**
 * Lets files be dropped: one on the zone of an input goes to that input, several at once go where their names belong.
 * Nothing that is dropped elsewhere on the page makes the browser leave it.
 */
export function acceptDrops(inputs: FileInputs): void {
  const zones = Object.values(inputs).map((input) => ({
    input,
    zone: input.parentElement,
  }));
  const zoneAt = (target: EventTarget | null): (typeof zones)[number] | undefined =>
    zones.find(({ zone }) => target instanceof Node && zone?.contains(target));
  const mark = (target: EventTarget | null): void => {
    const at = zoneAt(target);
    for (const { zone } of zones) zone?.classList.toggle('over', zone === at?.zone);
  };

  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(event.target);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(null);
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(null);
    // While files are being checked, no others take their place.
    if (inputs.artifact.closest('[inert]') !== null) return;
    const files = [...(event.dataTransfer?.files ?? [])];
    const zone = zoneAt(event.target);
    for (const file of files) {
      give(files.length === 1 && zone !== undefined ? zone.input : inputs[kindOf(file)], file);
    }
  });
}

/** By its name: what is neither a proof nor JSON is the artifact. */
function kindOf({ name }: File): keyof FileInputs {
  if (name.endsWith('.vmproof')) return 'proof';
  return name.endsWith('.json') ? 'trust' : 'artifact';
}

/** Chooses `file` in `input`, as if the person had done it with the button. */
function give(input: HTMLInputElement, file: File): void {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
