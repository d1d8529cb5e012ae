/** The arrows of ARCHITECTURE.md. A wrong import fails `npm test`. */
const service = '(users|content|billing)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Imports go one way, types included.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'contract-imports-nothing',
      comment: 'The contract is shared by gateway and services and stands alone.',
      severity: 'error',
      from: { path: '^schema/contract/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^schema/contract/src', dependencyTypesNot: ['core'] },
    },
    {
      name: 'client-and-codegen-import-nothing-of-ours',
      comment: 'Both are installed outside of this repository.',
      severity: 'error',
      from: { path: '^schema/(client|codegen)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(gateway|services|schema|tests)/', pathNot: '^schema/$1/' },
    },
    {
      name: 'gateway-stands-alone',
      comment: 'The gateway serves any supergraph: of our own code it may use the contract only.',
      severity: 'error',
      from: { path: '^gateway/src' },
      to: { path: '^(services|schema|tests|gateway/playground)/', pathNot: '^schema/contract/' },
    },
    {
      name: 'playground-is-a-page',
      comment: 'It runs in a browser and knows the gateway by its answers; the gateway knows its files.',
      severity: 'error',
      from: { path: '^gateway/playground/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(gateway/src|services|schema|tests)/' },
    },
    {
      name: 'kit-has-no-domain',
      severity: 'error',
      from: { path: '^services/kit/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(services|schema|gateway|tests)/', pathNot: '^(services/kit|schema/contract)/' },
    },
    {
      name: 'services-meet-only-in-the-graph',
      comment: 'A service knows kit and contract, never another service, the stack or the gateway.',
      severity: 'error',
      from: { path: `^services/${service}/src`, pathNot: '\\.test\\.ts$' },
      to: { path: '^(services|schema|gateway|tests)/', pathNot: '^(services/($1|kit)|schema/contract)/' },
    },
    {
      name: 'stack-is-last',
      severity: 'error',
      from: { path: '^services/stack/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(gateway|tests|schema)/', pathNot: '^schema/(contract|client)/' },
    },
    {
      name: 'test-helpers-are-for-tests',
      severity: 'error',
      from: { pathNot: '^tests/|\\.test\\.ts$' },
      to: { path: '^tests/|\\.test\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules know neither GraphQL nor the database nor rows.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: '(^|/)node_modules/(graphql|type-graphql|typeorm|pg)/|\\.(entity|repository|service|resolver|type)\\.ts$',
      },
    },
    {
      name: 'types-know-no-rows',
      severity: 'error',
      from: { path: '^services/.+\\.type\\.ts$' },
      to: { path: '(^|/)node_modules/typeorm/|\\.(entity|repository|service|loader|resolver)\\.ts$' },
    },
    {
      name: 'resolvers-ask-services-and-loaders',
      severity: 'error',
      from: { path: '\\.(resolver|reference)\\.ts$' },
      to: { path: '\\.repository\\.ts$' },
    },
    {
      name: 'repositories-are-the-bottom',
      severity: 'error',
      from: { path: '\\.(repository|entity)\\.ts$' },
      to: { path: '\\.(service|resolver|reference|loader)\\.ts$' },
    },
    {
      name: 'room-to-room-by-read',
      comment:
        'From another room only what it offers: its .read.ts, and GraphQL types to compose the schema.',
      severity: 'error',
      from: { path: `^services/${service}/src/([^/]+)/`, pathNot: '/(migrations|demo)/|\\.test\\.ts$' },
      to: {
        path: `^services/$1/src/(?!$2/|errors/)[^/]+/`,
        pathNot: '\\.(read|type)\\.ts$',
      },
    },
    {
      name: 'identity-knows-no-graphql',
      severity: 'error',
      from: { path: '^gateway/src/identity', pathNot: '\\.test\\.ts$' },
      to: {
        path: '(^|/)node_modules/(graphql|@apollo)/|^gateway/src/(operation|plan|execution|upstream|http)/',
      },
    },
    {
      name: 'gateway-goes-downstream',
      comment: 'http -> operation -> plan -> execution -> cache -> upstream; what is lower never looks up.',
      severity: 'error',
      from: { path: '^gateway/src/(plan|execution|cache|upstream)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/(http|operation|identity|config|telemetry)/|^gateway/src/[^/]+\\.ts$' },
    },
    {
      name: 'upstream-and-plan-know-no-execution',
      severity: 'error',
      from: { path: '^gateway/src/(plan|cache|upstream)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/execution/' },
    },
    {
      name: 'the-cache-stands-before-upstream',
      comment: 'Execution, plan and upstream work without it and do not know of it.',
      severity: 'error',
      from: { path: '^gateway/src/(execution|plan|upstream)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/cache/' },
    },
    {
      name: 'plan-knows-the-supergraph-first',
      comment: 'What the supergraph and an operation say does not depend on what the planner makes of it.',
      severity: 'error',
      from: { path: '^gateway/src/plan/(supergraph|operation|process)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/plan/(dialect|convert|planner\\.ts)' },
    },
    {
      name: 'plan-speaks-before-it-converts',
      severity: 'error',
      from: { path: '^gateway/src/plan/dialect/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/plan/(convert|process|planner\\.ts)' },
    },
    {
      name: 'execution-fetches-then-writes',
      comment: 'fetch puts into the data, write only reads it; the rooms below serve both.',
      severity: 'error',
      from: { path: '^gateway/src/execution/(compile|select|merge|faults|fetch)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/execution/(write/|execute\\.ts)' },
    },
    {
      name: 'execution-writes-without-fetching',
      severity: 'error',
      from: { path: '^gateway/src/execution/(compile|select|merge|faults|write)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^gateway/src/execution/fetch/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The benchmark's peers are installed by the benchmark alone.
    exclude: { path: '(^|/)dist/|^tests/bench/peers/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'node', 'require', 'default', 'import'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
