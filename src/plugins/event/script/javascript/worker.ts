/** The thread that a JavaScript or TypeScript script runs in. `thread.ts` is its other end. */
import { isNativeError } from 'node:util/types'
import { parentPort, workerData } from 'node:worker_threads'
import { fixedZone, isoFormatter, type Zone, zone } from '../../../../kernel/thread.ts'
import type { Answer } from '../message.ts'
import { Call, surroundings } from './call.ts'
import { faultOf } from './fault.ts'
import { type Produce, produceBlock } from './produce.ts'
import { type FromWorker, PROGRESS, type ToWorker, WANTED, type WorkerSetup } from './protocol.ts'

const setup = workerData as WorkerSetup
const { cells } = setup
const around = surroundings(setup.params, setup.seed, isoFormatter(zoneNamed(setup.zone)))
const post = (message: FromWorker): void => parentPort!.postMessage(message)

let current: Call | undefined
const loading = around.streams.fork('load')
// The same project and seed give the same bytes, so a script's own dice are seeded too.
Math.random = () => (current ? Call.random(current) : loading.float())

const control = {
  at: (index: number): void => {
    Atomics.store(cells, PROGRESS, index)
  },
  wanted: (): boolean => Atomics.exchange(cells, WANTED, 0) === 1,
  answer: (answer: Answer): void => post({ answer }),
}

async function start(): Promise<void> {
  try {
    if (setup.mapped) process.setSourceMapsEnabled(true)
    const produce = producerOf((await import(setup.url)) as Exports)
    if (produce === undefined) post({ failed: { kind: 'nothing' } })
    else {
      parentPort!.on('message', (message: ToWorker) => {
        if (message === 'end') return end()
        void produceBlock(produce, message, around, control, (call) => {
          current = call
        })
      })
      post({ ready: true })
    }
  } catch (error) {
    const syntax = isNativeError(error) && error.name === 'SyntaxError'
    post({ failed: { ...faultOf(error), kind: syntax ? 'syntax' : 'raised' } })
  }
}

/** Ends the thread once all that the script printed is with the main thread. */
function end(): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(0)))
}

void start()

/** A zone by the name it gives itself: IANA, or an offset such as `+05:30`. */
function zoneNamed(name: string): Zone {
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(name)
  if (!offset) return zone(name)
  const minutes = Number(offset[2]) * 60 + Number(offset[3])
  return fixedZone(offset[1] === '-' ? -minutes : minutes)
}

interface Exports {
  readonly default?: unknown
  readonly produce?: unknown
}

/** A default export or an export named `produce`; of a CommonJS module, `module.exports` or its `produce`. */
function producerOf(exports: Exports): Produce | undefined {
  const inner = (exports.default ?? {}) as Exports
  const found = [exports.default, exports.produce, inner.produce, inner.default].find(
    (each) => typeof each === 'function',
  )
  return found as Produce | undefined
}
