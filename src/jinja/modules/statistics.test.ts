import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { float } from '../../kernel/index.ts'
import { call, repr, type Value } from '../python/ops.ts'
import { statisticsModule } from './statistics.ts'

const FUNCTIONS = ['mean', 'fmean', 'pvariance', 'variance', 'pstdev', 'stdev']

const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 11)']).status === 0

const PROGRAM = `
import json, statistics, sys
for data in json.load(sys.stdin):
    data = [int(x) if '.' not in x and 'e' not in x else float(x) for x in data]
    print(json.dumps([repr(getattr(statistics, name)(data)) for name in ${JSON.stringify(FUNCTIONS)}]))
`

/** Integers small and large, decimals as measurements have them, doubles of any size whose squares are doubles. */
const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc.integer({ min: -100_000, max: 100_000 }).map((cents) => float(cents / 100)),
  fc.double({ min: -1e100, max: 1e100, noNaN: true }).map((x) => float(Math.abs(x) < 1e-100 ? 0 : x)),
)
const lists = fc.oneof(
  fc.array(number, { minLength: 2, maxLength: 30 }),
  fc.array(fc.integer(), { minLength: 2, maxLength: 30 }),
  fc.array(fc.double({ min: 15, max: 35, noNaN: true }).map(float), { minLength: 2, maxLength: 60 }),
)

function ours(data: Value): string[] {
  return FUNCTIONS.map((name) => repr(call(statisticsModule.getAttr(name)!, [data])))
}

test.skipIf(!hasPython)(
  'to the last bit what CPython computes',
  () => {
    const samples = fc.sample(lists, { numRuns: 1500, seed: 20_261_122 })
    const input = JSON.stringify(samples.map((data) => data.map(repr)))
    const output = execFileSync('python3', ['-c', PROGRAM], { input, encoding: 'utf8' })
    const theirs: string[][] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(samples.map(ours)).toEqual(theirs)
  },
  60_000,
)

test.each([
  [[1e-300, 3e-300], '1.0000000000000002e-300'],
  [[1e300, -1e300], '1e+300'],
  [[0.1, 0.1, 0.1], '0.0'],
])('pstdev of %s', (data, expected) => {
  expect(repr(call(statisticsModule.getAttr('pstdev')!, [data]))).toBe(expected)
})
