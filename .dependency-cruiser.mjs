// Who may import whom: docs/architecture of the folders, checked. A violation or a cycle fails CI.
const folder = (name) => `^${name}/`

/** Each package may import these and nothing else of ours. */
const allowed = {
  'packages/protocol': [],
  'packages/ledger': ['packages/protocol'],
  'packages/api-schema': ['packages/protocol'],
  'packages/sdk': ['packages/protocol', 'packages/ledger', 'packages/api-schema'],
  'apps/web': ['packages/protocol', 'packages/sdk', 'packages/api-schema'],
  'apps/service': ['packages/protocol', 'packages/ledger', 'packages/api-schema'],
  'networks/embedded': ['packages/protocol', 'packages/ledger'],
  scenarios: ['packages/protocol', 'packages/sdk'],
  'apps/cli': [
    'packages/protocol',
    'packages/ledger',
    'packages/sdk',
    'apps/service',
    'networks/embedded',
    'scenarios',
  ],
}
const ours = '^(packages|apps|networks|scenarios|bench)/'
const tests = '\\.test\\.tsx?$|/test/|/campaigns/|(^|/)bench/'
/** What a browser loads. */
const browser = '^(packages/(protocol|ledger|api-schema|sdk)|apps/web)/src/'
const serviceParts = [
  'api',
  'auth',
  'relayer',
  'keeper',
  'indexer',
  'records',
  'vault',
  'provenance',
  'webhooks',
  'notify',
]

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(allowed).map(([name, others]) => ({
      name: `imports-of-${name.replace('/', '-')}`,
      severity: 'error',
      from: { path: folder(name), pathNot: tests },
      to: { path: ours, pathNot: [folder(name), ...others.map(folder)] },
    })),
    {
      name: 'testing-in-tests-only',
      severity: 'error',
      from: { pathNot: [tests, folder('packages/testing')] },
      to: { path: folder('packages/testing') },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: { path: browser, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-part-for-node-in-the-browser',
      severity: 'error',
      from: { path: browser, pathNot: tests },
      to: { path: '^packages/[^/]+/node/' },
    },
    {
      name: 'protocol-is-pure',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: tests },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/@noble/' },
    },
    {
      name: 'only-the-store-speaks-sql',
      severity: 'error',
      from: { path: '^apps/service/src/', pathNot: ['^apps/service/src/(store|auth)/', tests] },
      to: { path: 'node_modules/(pg|drizzle-orm)/' },
    },
    ...serviceParts.map((part) => ({
      name: `service-${part}-stands-alone`,
      severity: 'error',
      from: { path: `^apps/service/src/${part}/`, pathNot: tests },
      to: { path: `^apps/service/src/(${serviceParts.filter((other) => other !== part).join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
