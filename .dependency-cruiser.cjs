/** Who may import whom. The arrows of docs/architecture.md, as a rule. */
const layer = (name, ...others) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${['itself', ...others].join(', ')} of ours, and nothing else`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: [name, ...others].map((each) => `^src/${each}(/|$)`) },
})

/** Other layers are entered by their face; worker threads by a smaller one, which loads faster. */
const faces = ['kernel', 'jinja', 'simulation', 'engine', 'app', 'server'].map((name) => ({
  name: `${name}-face`,
  comment: `${name} is imported through its index only`,
  severity: 'error',
  from: { pathNot: `^src/${name}/` },
  to: { path: `^src/${name}/`, pathNot: `^src/${name}/(index|thread)\\.ts$` },
}))

module.exports = {
  forbidden: [
    layer('kernel'),
    layer('jinja', 'kernel'),
    layer('simulation', 'kernel'),
    layer('plugins', 'kernel', 'jinja', 'simulation'),
    layer('engine', 'kernel'),
    // The registry finds plugins by folder at run time; only types are read from them.
    layer('app', 'engine', 'kernel', 'plugins'),
    layer('server', 'app', 'kernel'),
    layer('cli', 'app', 'server', 'kernel', 'start'),
    // How a built eventloom gets at its code; only types are read from what it starts.
    layer('start', 'cli', 'app', 'index.ts'),
    ...faces,
    {
      name: 'no-cycles',
      comment:
        'a grammar is recursive, and so are the parser and the generator that follow it; nothing else is',
      severity: 'error',
      from: { pathNot: '^src/jinja/compiler/(syntax|generate)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.ts$|/differential/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
