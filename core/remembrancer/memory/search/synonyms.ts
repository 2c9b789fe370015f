import { termsOfToken } from './terms-of-token.ts';

/** Words of software and its operation that mean the same, or nearly, to who asks; one group to a line. */
const GROUPS = `
  database db datastore persistence sql
  store save keep persist retain storage
  disk volume storage
  table schema row column
  row record entry
  index lookup
  search query
  cache caching
  backup snapshot restore
  recover recovery restore
  disaster recovery failover
  replica replication copy redundant redundancy
  kubernetes k8s cluster
  container docker image
  package bundle artifact artefact
  artifact image binary
  binary executable
  machine server node host vm instance
  server backend
  cpu processor compute
  memory ram resource
  cloud aws azure gcp
  region zone location
  infrastructure infra
  environment env
  install setup provision
  configuration config setting option parameter
  template manifest chart boilerplate
  yaml manifest
  language syntax dsl
  network mesh connectivity
  gateway proxy ingress edge
  hostname domain dns name
  website site web domain
  address url endpoint location
  endpoint api route
  internet public external outside
  inside internal
  authentication authn authorization auth login signin sso identity
  authorization authorisation authz permission access rbac
  allow permit permission grant enable
  grant delegate delegation behalf permission
  forbid deny prevent block
  account user
  credential secret password key token
  certificate cert tls ssl https
  encrypt encryption cipher
  hash digest checksum
  sign signature signing
  tamper integrity provenance signature
  proof evidence verify verification prove
  check validate validation verify accept
  attack threat vulnerability exploit security weakness
  leak expose disclosure
  audit compliance
  policy rule governance constraint
  approve approval review accept
  owner ownership own responsible
  member membership join
  administrator admin operator
  organisation organization org company
  team department group tenant
  isolate isolation tenant tenancy multitenancy separate
  split separate divide
  combine merge consolidate unify single
  central centralised centralized single
  share sharing common
  duplicate duplication copy
  several multiple many
  user customer client person people consumer
  mobile phone app
  laptop local workstation client
  mail email
  vote voting ballot
  payment pay fee bill price cost money expensive
  licence license legal copyright terms
  vendor provider supplier
  repository repo git
  branch fork
  commit change
  dependency dep package library
  module component part
  plugin extension addon
  extend extension extensible
  webhook callback hook
  pipeline ci cd build workflow
  compile build
  deploy deployment rollout release ship
  version release
  upgrade update migration
  move migrate migration switch transfer
  replace swap substitute
  rollback revert undo
  start launch boot startup begin
  stop halt shutdown terminate disable
  toggle flag feature
  emergency incident
  outage incident downtime failure
  crash panic exception abort
  fail failure error fault
  retry repeat again
  autoscaling autoscale hpa scale
  big large size
  shrink reduce grow growth size
  limit quota threshold maximum cap
  throttle ratelimit rate
  latency slow fast speed performance throughput
  tune tuning optimise optimize
  queue backlog message
  message event notification
  publish publication
  subscribe subscription listener
  stream streaming
  worker job task batch
  schedule cron periodic timer
  async asynchronous background
  sync synchronous
  concurrent concurrency parallel
  lock mutex
  order sequence ordering
  monitoring observability telemetry metric
  metric counter gauge measurement statistic number
  log logging stdout
  trace tracing span
  alert alarm page notification
  health liveness readiness
  dashboard chart graph panel plot
  browser frontend ui interface
  screen display render show
  interface api
  command cli console terminal
  request call invoke rpc
  format encoding serialization serialize encode
  file document
  folder directory path
  documentation docs document
  architecture arch design
  standard spec specification convention guideline
  name naming rename
  unique identifier id
  link reference
  label tag
  register registry registration
  catalog catalogue registry inventory
  discover discovery
  lifecycle state
  type typing typed
  map dictionary mapping
  test testing benchmark
  mock stub fake double
  fuzz random simulation
  evaluate evaluation benchmark
  experiment trial run
  model llm ai
  train training
  translate translation i18n localisation locale
  create make generate produce new add
  change modify edit update alter
  delete remove drop prune discard
  deprecate deprecated retire obsolete unused sunset
  old legacy former previous
  hand manual manually
  automatic automated automation
`;

const BY_TERM = new Map<string, Set<string>>();
for (const group of GROUPS.trim().split('\n')) {
  const terms = group.trim().split(' ').flatMap(termsOfToken);
  for (const term of terms) {
    const others = BY_TERM.get(term) ?? new Set();
    for (const other of terms) if (other !== term) others.add(other);
    BY_TERM.set(term, others);
  }
}

/** The terms that mean the same as `term`. */
export const synonymsOf = (term: string): readonly string[] => [...(BY_TERM.get(term) ?? [])];
