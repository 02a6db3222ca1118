/**
 * `npm run test:servers`: installs the servers, builds, and tests against those that are there. For one that this
 * machine cannot have, its suites are left out, and a line says what brings it back. Arguments go to vitest.
 */
import { spawnSync } from 'node:child_process'
import { load } from './typescript.mjs'

const { services } = await load('test/services/index.ts')
const missing = []
await Promise.all(
  Object.values(services).map(({ name, install }) =>
    install().catch((error) => missing.push({ name, reason: error.message })),
  ),
)

/** The suites of a service are in the folder of the output that is named like it, or named like it themselves. */
const without = missing.flatMap(({ name }) => [`**/${name}/**`, `**/${name}*.server.test.ts`])
const vitest = ['vitest', 'run', '--project', 'servers', ...without.flatMap((each) => ['--exclude', each])]
const { status } = spawnSync('npx', [...vitest, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const { name, reason } of missing) console.error(`SKIPPED the tests against ${name}: ${reason}`)
process.exitCode = status ?? 1
