/** The whole suite with more random cases than anybody waits for, drawn anew each night: `npm run test:nightly -- [SEED]`. */
import { spawnSync } from 'node:child_process'

const seed = process.argv[2] ?? new Date().toISOString().slice(0, 10).replaceAll('-', '')
console.log(`seed ${seed}; the same cases again: npm run test:nightly -- ${seed}`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'end-to-end'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      EVENTLOOM_TEST_SEED: seed,
      EVENTLOOM_JINJA_CASES: '20000',
      EVENTLOOM_PYTHON_CASES: '20000',
    },
  },
)
process.exit(status ?? 1)
