// Who may import whom: doors above subjects above the floor above pure libraries; arrows only point down.
const doors = '^(web|api|cli)/'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'packages-are-pure',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: `^(platform|db|features|tests|scripts)/|${doors}` },
    },
    {
      name: 'floor-knows-no-subject',
      severity: 'error',
      from: { path: '^(platform|db)/' },
      to: { path: `^features/|${doors}` },
    },
    { name: 'subjects-know-no-door', severity: 'error', from: { path: '^features/' }, to: { path: doors } },
    {
      name: 'subjects-meet-at-top-level-files',
      severity: 'error',
      from: { path: '^features/([^/]+)/' },
      to: { path: '^features/([^/]+)/[^/]+/', pathNot: '^features/$1/' },
    },
    {
      name: 'doors-enter-by-top-level-files',
      severity: 'error',
      from: { path: doors },
      to: { path: '^features/[^/]+/[^/]+/' },
    },
    { name: 'web-meets-no-other-door', severity: 'error', from: { path: '^web/' }, to: { path: '^(api|cli)/' } },
    { name: 'api-meets-no-other-door', severity: 'error', from: { path: '^api/' }, to: { path: '^(web|cli)/' } },
    { name: 'cli-meets-no-other-door', severity: 'error', from: { path: '^cli/' }, to: { path: '^(web|api)/' } },
    {
      name: 'doors-hold-no-sql',
      severity: 'error',
      from: { path: doors },
      to: { path: 'node_modules/(kysely|pg)(/|$)' },
    },
    {
      name: 'sql-lives-in-server-files',
      severity: 'error',
      from: { path: '^features/', pathNot: '\\.(server|test)\\.ts$|\\.db\\.test\\.ts$' },
      to: { path: 'node_modules/(kysely|pg)(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'react-stays-in-web',
      severity: 'error',
      from: { path: '^(packages|platform|db|features|api|cli)/' },
      to: { path: 'node_modules/(react|react-dom|react-router)(/|$)' },
    },
    {
      name: 'tests-stay-tests',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^(tests|bench)/' },
      to: { path: '^tests/|\\.test\\.tsx?$' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|data|\\.react-router)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
