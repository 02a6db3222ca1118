import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { LoomError } from '../../../../kernel/index.ts'
import { EXHAUSTED } from '../message.ts'
import { Peer } from '../peer.ts'
import { plainValue } from '../plain.ts'
import type { Runner } from '../runner.ts'
import type { Script } from '../script.ts'
import { logOutput } from '../stray-output.ts'
import { PATIENCE, watch } from '../watch.ts'
import { bundleScript, syntaxProblem } from './bundle.ts'
import { faultOf } from './fault.ts'
import {
  type FromWorker,
  type LoadFailure,
  PROGRESS,
  type ToWorker,
  WANTED,
  type WorkerSetup,
} from './protocol.ts'
import { workerCode } from './worker-code.ts'

/** Loads a JavaScript or TypeScript script in a thread of its own, which an endless loop cannot leave. */
export async function startThread(script: Script): Promise<Runner> {
  const bundle = /\.[cm]?ts$/.test(script.path) ? await bundleScript(script) : undefined
  try {
    const cells = new Int32Array(new SharedArrayBuffer(8))
    const setup: WorkerSetup = {
      url: bundle?.url ?? pathToFileURL(script.path).href,
      mapped: bundle !== undefined,
      params: plainValue(script.params) as WorkerSetup['params'],
      seed: script.seed,
      zone: script.zone,
      cells,
    }
    const { code, eval: asText } = await workerCode()
    const worker = new Worker(code, { eval: asText, workerData: setup, stdout: true, stderr: true })
    logOutput(worker.stdout, script)
    logOutput(worker.stderr, script)
    const ended = new Promise<void>((resolve) => worker.on('exit', () => resolve()))
    const peer = connect(worker, script)
    await load(peer, worker, script)
    return threadRunner({ peer, worker, cells, ended, script })
  } finally {
    await bundle?.remove()
  }
}

function connect(worker: Worker, script: Script): Peer<FromWorker> {
  const peer = new Peer<FromWorker>(script, () => void worker.terminate())
  worker.on('message', (message: FromWorker) => peer.heard(message))
  worker.on('error', (error) => {
    const { message, file, kind: _, ...place } = faultOf(error)
    const at = { file: file === undefined ? script.name : script.shown(file), ...place }
    peer.doomed(new LoomError('E_SCRIPT_CRASH', message, { at, cause: error }))
  })
  worker.on('exit', (code) => {
    const at = { file: script.name }
    peer.gone(new LoomError('E_SCRIPT_CRASH', `the script ended its thread with code ${code}`, { at }))
  })
  return peer
}

async function load(peer: Peer<FromWorker>, worker: Worker, script: Script): Promise<void> {
  let failed: LoadFailure | undefined
  const heard = (message: FromWorker): boolean => {
    if ('failed' in message) failed = message.failed
    return true
  }
  const error = await peer.ask(
    { limit: script.startLimit, progress: () => 0, heard, complaint: 'was not loaded' },
    () => {},
  )
  if (error) throw error
  if (failed === undefined) return
  await worker.terminate()
  throw await loadError(failed, script)
}

async function loadError(failure: LoadFailure, script: Script): Promise<LoomError> {
  if (failure.kind === 'nothing') {
    return new LoomError('E_SCRIPT_LOAD', 'the script exports no function', {
      at: { file: script.name },
      hint: 'write `export default ({ timestamp }) => …`, or export a function named produce',
    })
  }
  const located = failure.kind === 'syntax' ? await syntaxProblem(script) : undefined
  if (located) return located
  const { message, kind: _, file, ...place } = failure
  return new LoomError('E_SCRIPT_LOAD', message, {
    at: { file: file === undefined ? script.name : script.shown(file), ...place },
  })
}

interface Parts {
  readonly peer: Peer<FromWorker>
  readonly worker: Worker
  readonly cells: Int32Array
  readonly ended: Promise<void>
  readonly script: Script
}

function threadRunner({ peer, worker, cells, ended, script }: Parts): Runner {
  const progress = (): number => Atomics.load(cells, PROGRESS)
  const beat = (): void => {
    Atomics.store(cells, WANTED, 1)
  }
  return {
    async run(block, answered) {
      const size = block.times.length
      let done = 0
      const heard = (message: FromWorker): boolean => {
        if (!('answer' in message)) return false
        const { outcomes } = message.answer
        done += outcomes.length
        answered(message.answer)
        return done === size || outcomes.at(-1) === EXHAUSTED
      }
      Atomics.store(cells, PROGRESS, 0)
      const error = await peer.ask(
        { limit: script.limit, progress, heard, beat, complaint: 'did not answer' },
        () => worker.postMessage(block),
      )
      return error && { at: progress(), error }
    },
    async close() {
      worker.postMessage('end' satisfies ToWorker)
      const stop = watch(
        PATIENCE,
        () => 0,
        () => void worker.terminate(),
      )
      await ended
      stop()
    },
  }
}
