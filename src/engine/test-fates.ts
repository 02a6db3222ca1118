import {
  type AnyDefinition,
  type Delivery,
  defineEvent,
  defineOutput,
  type Failure,
} from '../kernel/index.ts'
import type { Project } from './load/project.ts'
import { described, folder, ticks, withOutputs } from './test-run.ts'

/** What each tick is to become. */
export type Fate = 'one' | 'two' | 'none' | 'drop' | 'fail' | 'exhaust'

/** Events `0`, `1`, … and `0b`, `1b`, … as the ticks of these ordinals are fated. */
export function fated(fate: (ordinal: number) => Fate): AnyDefinition<'event'> {
  return defineEvent({
    ...described,
    name: 'fated',
    open: () => ({
      produce(ticks, out) {
        for (let i = 0; i < ticks.size; i++) {
          const ordinal = ticks.first + i
          const what = fate(ordinal)
          if (what === 'exhaust') return out.exhaust(i)
          if (what !== 'none') out.push(i, `${ordinal}`)
          if (what === 'two') out.push(i, `${ordinal}b`)
          if (what === 'drop') out.drop(i)
          if (what === 'fail') out.fail(i, new Error('asked to fail'))
        }
      },
    }),
  })
}

/** Keeps in `got`, in order, what `write` does not say has failed. */
export function collector(
  got: string[],
  write: (delivery: Delivery) => undefined | Failure[] | Promise<undefined | Failure[]> = () => undefined,
): AnyDefinition<'output'> {
  return defineOutput({
    ...described,
    name: 'collector',
    serial: true,
    open: () => ({
      async write(delivery) {
        const failed = await write(delivery)
        const lost = new Set(failed?.map(({ frame }) => frame))
        for (const [i, frame] of delivery.frames.entries()) if (!lost.has(i)) got.push(String(frame))
        return failed
      },
    }),
  })
}

/** A project of `count` ticks, a second apart, each with its fate. */
export function project(
  count: number,
  fate: (ordinal: number) => Fate,
  ...outputs: AnyDefinition<'output'>[]
): Project {
  const source = {
    directory: folder,
    warnings: [],
    input: [{ definition: ticks(count), options: {} }],
    event: { definition: fated(fate), options: {} },
  }
  return withOutputs(source, ...outputs)
}
