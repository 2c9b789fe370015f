import {
  type Inputs,
  memoryTree,
  parseCovenantConfig,
  RULES,
  type RuleId,
} from '../../../../core/remembrancer/covenant/index.ts';
import { githubToken, privateKey, randomText } from './example-secrets.ts';
import { TODAY } from './example-inputs.ts';
import { ledgerCases } from './ledger-cases.ts';
import { exampleIn, pageOf, sectionOf } from './rule-page.ts';

/** The files of a repository, by path. */
export type Files = Readonly<Record<string, string>>;

/** What breaks a rule in a spawned repository, whatever its language. */
export type Fault = (files: Files, language: string) => Planted | Promise<Planted>;

export interface Planted {
  readonly files: Files;
  /** What they were before, where the change is what is wrong. */
  readonly before?: Files;
  /** What else a door would bring, such as a ledger. */
  readonly more?: Partial<Inputs>;
}

const RULE_IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** What a door brings of a repository. */
export const inputsOfFiles = ({ files, before, more }: Planted): Inputs => ({
  tree: memoryTree(files),
  config: parseCovenantConfig(files['.github/vaultmesh.yml'], RULE_IDS),
  clock: () => TODAY,
  pins: { actions: new Map(), images: new Map() },
  ledger: 'none',
  ...(before && { change: { base: memoryTree(before), texts: ['fix: a thing'] } }),
  ...more,
});

const CI = '.github/workflows/ci.yml';

/** A file with another text in the place of `from`, which has to be there. */
const replacing =
  (path: string, from: string | RegExp, to: string): Fault =>
  (files) => {
    const text = files[path] ?? '';
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`There is no ${String(from)} in ${path}.`);
    return { files: { ...files, [path]: edited } };
  };

const adding =
  (path: string, text: () => string): Fault =>
  (files) => ({ files: { ...files, [path]: (files[path] ?? '') + text() } });

/** In each language the edit of its own files. */
const byLanguage =
  (faults: Readonly<Record<string, Fault>>): Fault =>
  (files, language) => {
    const fault = faults[language];
    if (fault === undefined) throw new Error(`No fault is known for ${language}.`);
    return fault(files, language);
  };

const without =
  (...paths: readonly string[]): Fault =>
  (files) => ({ files: Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path))) });

/** The bad example of the rule's page, laid over the repository. */
const fromPage =
  (id: RuleId): Fault =>
  (files) => {
    const example = exampleIn(sectionOf(pageOf({ id }), 'Bad'));
    return {
      files: { ...files, ...example.files },
      ...(Object.keys(example.before).length > 0 && { before: { ...files, ...example.before } }),
    };
  };

/** The ledger, or the file with a signature, that breaks the rule in its own tests. */
const fromLedger =
  (id: RuleId): Fault =>
  async (files) => {
    const { tree, ...more } = (await ledgerCases[id]?.bad()) ?? {};
    const contents = (await tree?.read(tree.files)) ?? [];
    const brought = (tree?.files ?? []).map(
      ({ path }, n) => [path, Buffer.from(contents[n] ?? '').toString()] as const,
    );
    return { files: { ...files, ...Object.fromEntries(brought) }, more };
  };

export const FAULTS: Readonly<Record<string, Fault>> = {
  'VM-I-01': fromLedger('VM-I-01'),
  'VM-I-02': fromLedger('VM-I-02'),
  'VM-I-03': adding('api/order.schema.json', () => '{ "type": "strin" }\n'),
  'VM-I-04': adding('docs/operations.md', () => `\n    curl --header "X-Key: ${githubToken('spawned')}"\n`),
  'VM-I-05': adding('deploy/overlays/production/tls.pem', privateKey),
  'VM-I-06': adding('tools/lint.zip', () => 'PK\x03\x04\x14\0\0\0'),
  'VM-I-07': adding('README.md', () => '\nSee [the plan](docs/plan.md).\n'),
  'VM-I-08': fromPage('VM-I-08'),
  'VM-I-09': adding('config/production.env', () => `DATABASE_PASSWORD=${randomText('spawned', 24)}\n`),
  'VM-II-01': replacing(CI, /(actions\/checkout)@\S+ # \S+/, '$1@v7'),
  'VM-II-02': replacing('Dockerfile', /^(FROM \S+)@sha256:\S+/, '$1'),
  'VM-II-03': replacing(CI, 'run: make lint', 'run: npx --yes prettier@3 --check .'),
  'VM-II-04': replacing(
    'Dockerfile',
    'WORKDIR /build\n',
    'WORKDIR /build\nADD https://lint.example/v1.4.2/rules.tar.gz /usr/share/lint/\n',
  ),
  'VM-II-05': byLanguage({
    go: without('go.sum'),
    python: adding('requirements.txt', () => 'requests\n'),
    rust: without('Cargo.lock'),
    typescript: without('package-lock.json'),
  }),
  'VM-II-06': byLanguage({
    go: replacing('go.mod', /(client_golang v1\.)\d+/, '$1999'),
    // What requirements.txt locks is not compared: see the page. A second lockfile of another kind is.
    python: fromPage('VM-II-06'),
    rust: replacing('Cargo.toml', /^metrics-process = "\d+/m, 'metrics-process = "99'),
    typescript: replacing('package.json', /("fastify": ")\d+/, '$199'),
  }),
  'VM-II-07': replacing(CI, 'run: make lint', 'run: curl -fsSL https://lint.example/install.sh | bash'),
  'VM-II-08': replacing(
    '.github/workflows/release.yml',
    /git archive .*/,
    'tar --create --gzip --file "dist/$NAME-$version.tar.gz" .',
  ),
  'VM-III-01': fromPage('VM-III-01'),
  'VM-III-02': fromLedger('VM-III-02'),
  'VM-III-03': fromLedger('VM-III-03'),
  'VM-III-04': fromLedger('VM-III-04'),
  'VM-IV-01': fromLedger('VM-IV-01'),
  'VM-IV-02': fromLedger('VM-IV-02'),
  'VM-IV-03': fromPage('VM-IV-03'),
  'VM-IV-04': fromPage('VM-IV-04'),
  'VM-IV-05': fromPage('VM-IV-05'),
  'VM-IV-06': fromPage('VM-IV-06'),
};
