/**
 * Records of a model to an NDJSON file: whole processes, their processor time (user and system, all threads) and their
 * wall time. In the same run a control that only serialises records that are ready, and writes them. The last contest
 * makes one record: what of the others is the start of a process.
 */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLI, machine, table } from './measure.mjs'

const COUNT = Number(process.env.COUNT ?? 600_000)
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CHUNK = 64 * 1024

if (process.argv[2] === 'control') {
  control(process.argv[3], process.argv[4], Number(process.argv[5]))
  process.exit()
}

/** What anybody must at least do who writes records as JSON. */
function control(from, to, count) {
  const records = readFileSync(from, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const file = openSync(to, 'w')
  let text = ''
  for (let i = 0; i < count; i++) {
    text += JSON.stringify(records[i % records.length])
    text += '\n'
    if (text.length >= CHUNK) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

const folder = mkdtempSync(join(tmpdir(), 'eventloom-bench-'))
const out = join(folder, 'out.ndjson')
const ledger = join(folder, 'ledger.ndjson')

const DISTORT = `distort:
  - noise: { type: gaussian, level: 0.1 }
  - drift: { type: linear, strength: 0.5 }
`
/** One value in fifty is off: about one row for fifty records. */
const OUTLIERS = `distort:
  - noise: { type: outliers, share: 0.02, level: 0, fields: [amount] }
`
/** Two rows a record. */
const TWO_FIELDS = `distort:
  - noise: { type: gaussian, level: 0.1, fields: [time_on_site_seconds] }
  - drift: { type: linear, strength: 0.5, fields: [amount] }
`
const LEDGER = 'ledger: { path: ledger.ndjson, write_mode: overwrite }\n'
/** So much longer is the run in which the start of workers counts for less. */
const LONG = 4

/** @param more of the project file @param flags of the command */
function project(name, count, more = '', flags = []) {
  const path = join(folder, `${name}.yml`)
  writeFileSync(
    path,
    `seed: 1
input: [{ linspace: { start: 2024-01-01, end: 2024-01-31, count: ${count} } }]
event: { model: { name: bnpl } }
output: [{ file: { path: out.ndjson, write_mode: overwrite, formatter: { format: json } } }]
${more}`,
  )
  return [CLI, 'generate', '--path', path, '--live-mode', 'false', '--progress', 'none', ...flags]
}

/** Keeps a process, V8's compiler and its collector too, on one processor; without the command nothing is kept to one. */
const ONE_CORE = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '0'] : undefined

/** Seconds of one process: on the wall, and of all its threads on a processor. */
function run(args, core = []) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', '"$@" && times', 'sh', ...core, process.execPath, ...args],
    {
      encoding: 'utf8',
    },
  )
  const wall = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(stderr)
  const minutes = stdout.trim().split('\n').at(-1).split(/\s+/)
  const processor = minutes
    .map((each) => /(\d+)m([\d.]+)s/.exec(each))
    .reduce((sum, [, minute, second]) => sum + 60 * minute + Number(second), 0)
  return { wall, processor }
}

try {
  run(project('ready', 20_000))
  const ready = join(folder, 'ready.ndjson')
  writeFileSync(ready, readFileSync(out))
  const size = statSync(ready).size / 20_000
  const contest = (args, count = COUNT, core = []) => ({ args, count, core })
  const contests = {
    'control: JSON.stringify of ready records': contest([
      new URL(import.meta.url).pathname,
      'control',
      ready,
      out,
      String(COUNT),
    ]),
    bnpl: contest(project('plain', COUNT)),
    ...(ONE_CORE && { 'bnpl, on one core': contest(project('plain', COUNT), COUNT, ONE_CORE) }),
    'bnpl, two workers': contest(project('plain', COUNT, '', ['--workers', '2'])),
    [`bnpl, ${LONG} × as many`]: contest(project('long', LONG * COUNT), LONG * COUNT),
    ...(ONE_CORE && {
      [`bnpl, ${LONG} × as many, on one core`]: contest(
        project('long', LONG * COUNT),
        LONG * COUNT,
        ONE_CORE,
      ),
    }),
    [`bnpl, ${LONG} × as many, two workers`]: contest(
      project('long', LONG * COUNT, '', ['--workers', '2']),
      LONG * COUNT,
    ),
    'bnpl, outliers in 2 % of one field': contest(project('outliers', COUNT, OUTLIERS)),
    'the same with a ledger (0.02 rows a record)': contest(
      project('outliers-ledger', COUNT, OUTLIERS + LEDGER),
    ),
    'bnpl, noise on one field, drift on another': contest(project('two', COUNT, TWO_FIELDS)),
    'the same with a ledger (2 rows a record)': contest(project('two-ledger', COUNT, TWO_FIELDS + LEDGER)),
    'bnpl, noise and drift on all numbers': contest(project('distorted', COUNT, DISTORT)),
    'the same with a ledger (20 rows a record)': contest(project('ledger', COUNT, DISTORT + LEDGER)),
    'start and end alone': contest(project('start', 1)),
  }
  const best = Object.fromEntries(
    Object.keys(contests).map((name) => [name, { wall: Infinity, processor: Infinity }]),
  )
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, { args, core }] of Object.entries(contests)) {
      // To take gigabytes of an earlier run away is no part of any contest.
      for (const file of [out, ledger]) rmSync(file, { force: true })
      const { wall, processor } = run(args, core)
      best[name].wall = Math.min(best[name].wall, wall)
      best[name].processor = Math.min(best[name].processor, processor)
    }
  }
  const rate = (name, seconds) => Math.round(contests[name].count / seconds).toLocaleString('en')
  console.log(
    `${machine()}; best of ${ROUNDS} runs, ${COUNT.toLocaleString('en')} records of ${Math.round(size)} bytes\n`,
  )
  table(
    ['what', 'records/s', 'records a second of processor', 'µs of processor a record'],
    Object.entries(best).map(([name, { wall, processor }]) => [
      name,
      rate(name, wall),
      rate(name, processor),
      ((processor * 1e6) / contests[name].count).toFixed(2),
    ]),
  )
} finally {
  rmSync(folder, { recursive: true })
}
