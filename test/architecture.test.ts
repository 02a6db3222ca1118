import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, test } from 'vitest'

const ROOT = new URL('..', import.meta.url).pathname
const rules = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'))

test('nobody imports whom they may not', async () => {
  const { output } = await cruise(
    ['src'],
    { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true, baseDir: ROOT },
    undefined,
    { tsConfig: extractTSConfig(join(ROOT, 'tsconfig.json')) },
  )
  const { summary, modules } = output as ICruiseResult
  // A cruiser that reads nothing finds nothing wrong.
  expect(modules.length).toBeGreaterThan(100)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})

/** Time and randomness come in through the door; below the engine nobody reaches for them. */
const AMBIENT =
  /Math\.random|Date\.now|new Date\(\)|performance\.now|hrtime|set(?:Interval|Timeout|Immediate)\(|crypto\.(?:random|getRandom)|random\w+.* from 'node:crypto'/

/** Each exception with its reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/plugins/output/network-time.ts': 'a network lives in real time; decides no byte of the stream',
  'src/plugins/event/script/watch.ts':
    'a watchdog over a script that may hang; decides no byte of the stream',
  'src/plugins/event/script/javascript/call.ts': 'gives scripts a seeded Math.random',
  'src/plugins/event/script/javascript/worker.ts': 'gives scripts a seeded Math.random',
}

const BELOW = ['kernel', 'jinja', 'simulation', 'plugins']

test('below the engine there is no ambient time or randomness', () => {
  const sources = BELOW.flatMap((layer) =>
    readdirSync(join(ROOT, 'src', layer), { recursive: true, encoding: 'utf8' })
      .map((file) => `src/${layer}/${file}`)
      .filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('/differential/'),
      ),
  )
  expect(sources.length).toBeGreaterThan(50)
  const found = sources.flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (AMBIENT.test(code(line)) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
  )
  expect(found.filter((line) => !Object.keys(ALLOWED).some((file) => line.startsWith(`${file}:`)))).toEqual(
    [],
  )
  expect(Object.keys(ALLOWED).filter((file) => !found.some((line) => line.startsWith(`${file}:`)))).toEqual(
    [],
  )
})

/** A line without its comment. */
function code(line: string): string {
  return line.replace(/^\s*(\/\/|\*|\/\*).*/, '').replace(/\/\/.*/, '')
}
