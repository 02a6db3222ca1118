import { callMethod, getAttr, type Kwargs, PythonError, type Value } from '../../../../../jinja/index.ts'
import { rng } from '../../../../../kernel/index.ts'
import { randModule } from './index.ts'

/** Calls `module.rand.PATH(…)` on a stream of its own. */
export function rand(seed = 'rand') {
  const module = randModule(rng(seed))
  return (path: string, ...args: (Value | Kwargs)[]): Value => {
    const names = path.split('.')
    const last = names.pop()!
    const owner = names.reduce<Value>((at, name) => getAttr(at, name), module)
    return callMethod(owner, last, args)
  }
}

/** As many draws as a share or a mean is measured by. */
export const N = 20_000
/** Five standard errors of a share at N draws: one false alarm in 1.7 million. */
export const tolerance = (p: number) => 5 * Math.sqrt((p * (1 - p)) / N)

/** How often of N draws a value is a hit. */
export function share(draw: () => Value, hit: (value: Value) => boolean): number {
  let hits = 0
  for (let i = 0; i < N; i++) if (hit(draw())) hits++
  return hits / N
}

/** The type of the Python error that a call ends with, or `none`. */
export const error = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof PythonError) return thrown.type
    throw thrown
  }
  return 'none'
}
