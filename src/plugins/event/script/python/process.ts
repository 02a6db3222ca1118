import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { LoomError } from '../../../../kernel/index.ts'
import { type Block, EXHAUSTED } from '../message.ts'
import { Peer } from '../peer.ts'
import { pythonJson } from '../plain.ts'
import type { Runner } from '../runner.ts'
import type { Script } from '../script.ts'
import { logOutput } from '../stray-output.ts'
import { PATIENCE, watch } from '../watch.ts'
import { readAnswers } from './answers.ts'
import { type Cells, makeCells } from './cells.ts'
import { RUNNER } from './runner.ts'

type Child = ChildProcessByStdio<Writable, Readable, Readable>
type Lines = readonly string[]

/** Loads a Python script in a process of its own. `command` is the interpreter. */
export async function startPython(script: Script, command: string): Promise<Runner> {
  const child = spawn(command, ['-c', RUNNER], {
    cwd: script.directory,
    stdio: ['pipe', 'pipe', 'pipe'],
    // The same project and seed give the same bytes, so the order of Python's sets is fixed too.
    env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' },
  })
  const cells = makeCells()
  // Before all other listeners, so that they find the last progress.
  child.on('close', () => cells.close())
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  const peer = connect(child, command, script)
  try {
    await load(peer, child, cells, script)
  } finally {
    cells.remove()
  }
  return pythonRunner({ peer, child, cells, ended, script })
}

function connect(child: Child, command: string, script: Script): Peer<Lines> {
  const peer = new Peer<Lines>(script, () => void child.kill('SIGKILL'))
  const complaints = logOutput(child.stderr, script)
  let rest = ''
  // Answers are ASCII; what is not stands escaped in JSON.
  child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    if (lines.length > 0) peer.heard(lines)
  })
  // A process that is gone refuses its input; that it is gone is told by `close`.
  child.stdin.on('error', () => {})
  child.on('error', (cause) => {
    const hint = 'install Python 3.9 or newer, or name its command in the option "python"'
    peer.doomed(
      new LoomError('E_SCRIPT_PYTHON', `cannot run "${command}": ${cause.message}`, { hint, cause }),
    )
  })
  child.on('close', (code, signal) => {
    const how = signal === null ? `with code ${code}` : `by signal ${signal}`
    const last = complaints.at(-1)
    const message = `the script's process ended ${how}${last === undefined ? '' : `: ${last}`}`
    peer.gone(new LoomError('E_SCRIPT_CRASH', message, { at: { file: script.name } }))
  })
  return peer
}

async function load(peer: Peer<Lines>, child: Child, cells: Cells, script: Script): Promise<void> {
  const { path, name, shown, seed, zone, params, startLimit } = script
  let failure = ''
  const heard = ([line]: Lines): boolean => {
    if (line !== '=') failure = line!
    return true
  }
  const error = await peer.ask(
    { limit: startLimit, progress: () => 0, heard, complaint: 'was not loaded' },
    () => child.stdin.write(`${pythonJson({ path, seed, zone, params, cells: cells.path })}\n`),
  )
  if (error) throw error
  if (failure === '') return
  const { message = failure, file = name, kind: _, ...place } = readAnswers([failure]).faults[0] ?? {}
  throw new LoomError('E_SCRIPT_LOAD', message, { at: { file: shown(file), ...place } })
}

interface Parts {
  readonly peer: Peer<Lines>
  readonly child: Child
  readonly cells: Cells
  readonly ended: Promise<void>
  readonly script: Script
}

function pythonRunner({ peer, child, cells, ended, script }: Parts): Runner {
  return {
    async run(block, answered) {
      const size = block.times.length
      let done = 0
      const heard = (lines: Lines): boolean => {
        const answer = readAnswers(lines)
        done += lines.length
        answered(answer)
        return done === size || answer.outcomes.at(-1) === EXHAUSTED
      }
      cells.reset()
      const error = await peer.ask(
        {
          limit: script.limit,
          progress: cells.progress,
          heard,
          beat: cells.want,
          complaint: 'did not answer',
        },
        () => child.stdin.write(`${requestText(block)}\n`),
      )
      return error && { at: cells.progress(), error }
    },
    async close() {
      child.stdin.end()
      const stop = watch(
        PATIENCE,
        () => 0,
        () => child.kill('SIGKILL'),
      )
      await ended
      stop()
    },
  }
}

function requestText(block: Block): string {
  return JSON.stringify({
    first: block.first,
    times: Array.from(block.times),
    tagLists: block.tagLists,
    tagList: Array.from(block.tagList),
  })
}
