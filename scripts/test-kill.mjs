/** `npm run test:kill -- 200`: kills and resumes runs so often. */
import { spawnSync } from 'node:child_process'

const [kills = '200'] = process.argv.slice(2)
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'end-to-end', 'test/kill.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, EVENTLOOM_KILLS: kills },
})
process.exit(status ?? 1)
