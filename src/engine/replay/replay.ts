import { resolve } from 'node:path'
import { type Batch, LoomError, type Problem, ProblemsError } from '../../kernel/index.ts'
import { balances, type OutputReport } from '../deliver/account.ts'
import { letterIds } from '../deliver/event-ids.ts'
import type { Lane } from '../deliver/lane.ts'
import type { DeadLetter } from '../deliver/letter.ts'
import { lotOf } from '../deliver/lot.ts'
import { openLane } from '../deliver/open-lane.ts'
import { BEGINNING } from '../deliver/watermark.ts'
import { FailureLog } from '../failure-log.ts'
import type { Project } from '../load/project.ts'
import { closeOutputs, connectOutputs, type MadeOutput, makeOutputs } from '../open-outputs.ts'
import { Opener } from '../opener.ts'
import type { RunOptions } from '../options.ts'
import { stillWorld } from '../world.ts'
import { lettersSize, readLetters } from './letters.ts'
import { Rest } from './rest.ts'

/** Letters that are handed to an output together. */
const GROUP = 1000

export interface ReplaySummary {
  readonly outputs: readonly OutputReport[]
  /** Letters that stay in the file. */
  readonly left: number
  readonly reasons: FailureLog['reasons']
}

/**
 * Sends the dead letters of a file again, each through the output of the project that it was meant for, or all of
 * them through the only output when `all` is set. What fails again stays in the file. A replay that is killed
 * leaves the file as it was. Throws ProblemsError when an output cannot be opened, E_LETTERS_READ.
 */
export async function replay(
  project: Project,
  options: RunOptions,
  path: string,
  { all, signal }: { readonly all: boolean; readonly signal: AbortSignal },
): Promise<ReplaySummary> {
  const size = lettersSize(path)
  const failures = new FailureLog(options.log)
  const made = await connected(project, options)
  const rest = new Rest(path, (error) => failures.letters(error))
  const lanes = new Map(
    made.map((each) => [each.opened.id, laneOf(each, made.length, project, options, failures, rest)]),
  )
  const only = all ? made[0]?.opened.id : undefined
  const groups = new Map<string, DeadLetter[]>()
  const send = async (output: string) => {
    const letters = groups.get(output)
    groups.delete(output)
    if (letters) await lanes.get(output)!.offer({ ...lotOf(batchOf(letters), 0), letters })
  }
  for await (const { text, letter } of readLetters(path, size)) {
    const output = only ?? letter?.output
    if (!letter || output === undefined || !lanes.has(output)) {
      if (!signal.aborted) failures.replay(letter ? unknownOutput(letter.output) : unreadable())
      await rest.keepLine(text)
    } else if (signal.aborted) await rest.keepLine(text)
    else {
      const group = groups.get(output)
      if (group) group.push(letter)
      else groups.set(output, [letter])
      if ((group?.length ?? 1) >= GROUP) await send(output)
    }
  }
  await Promise.all([...groups.keys()].map(send))
  await finish([...lanes.values()], options, signal)
  await closeAll(made, failures)
  const outputs = [...lanes.values()].map((lane) => lane.report)
  for (const report of outputs) if (!balances(report)) failures.unbalanced(report)
  await rest.settle(
    size,
    outputs.every(({ failed, dropped }) => failed === 0 && dropped === 0),
  )
  return { outputs, left: rest.left, reasons: failures.reasons }
}

async function connected(project: Project, options: RunOptions): Promise<MadeOutput[]> {
  const opener = new Opener(project, options, stillWorld(0, 0))
  // As in a resumed run: what is there already stays.
  const made = await makeOutputs(project.output, opener, options, true)
  if (opener.problems.length === 0) await connectOutputs(made, opener)
  if (opener.problems.length === 0) return made
  await closeOutputs(made)
  throw new ProblemsError(opener.problems as readonly Problem[])
}

function laneOf(
  { opened }: MadeOutput,
  count: number,
  project: Project,
  run: RunOptions,
  failures: FailureLog,
  rest: Rest,
): Lane {
  return openLane(opened, {
    run,
    ids: letterIds,
    failures,
    marked: false,
    start: BEGINNING,
    alone: count === 1,
    resolve: (path) => resolve(project.directory, path),
    onLost: (lost) => rest.keepLost(lost, opened.id),
    onClosed: () => {},
  })
}

/** Waits for the outputs; after the signal no longer than the drain deadline. */
async function finish(lanes: readonly Lane[], { drain }: RunOptions, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const arm = () => {
    timer = setTimeout(() => {
      const error = new LoomError(
        'E_RUN_DRAINED',
        `not delivered within ${drain} s after the replay was stopped`,
      )
      for (const lane of lanes) lane.end('letter', error)
    }, drain * 1000)
  }
  if (signal.aborted) arm()
  else signal.addEventListener('abort', arm, { once: true })
  await Promise.all(lanes.map((lane) => lane.drained()))
  clearTimeout(timer)
  signal.removeEventListener('abort', arm)
}

async function closeAll(made: readonly MadeOutput[], failures: FailureLog): Promise<void> {
  for (const { opened } of made) {
    try {
      await opened.output.close?.()
    } catch (error) {
      failures.close(error, opened.id)
    }
  }
}

function batchOf(letters: readonly DeadLetter[]): Batch {
  const time = Float64Array.from(letters, (letter) => letter.time)
  const copies = letters.some(({ copy }) => copy !== undefined)
  return {
    size: letters.length,
    seq: Float64Array.from(letters, ({ seq }) => seq),
    ...(copies && { copy: Uint16Array.from(letters, ({ copy }) => copy ?? 0) }),
    time,
    due: letters.some(({ due }) => due !== undefined)
      ? Float64Array.from(letters, (letter) => letter.due ?? letter.time)
      : time,
    events: letters.map(({ event }) => event),
    tags: letters.map(({ tags }) => tags ?? []),
  }
}

function unknownOutput(output: string): LoomError {
  return new LoomError('E_LETTERS_OUTPUT', `the project has no ${output}`, {
    hint: 'name the project with --path, or send all of them elsewhere with --output',
  })
}

function unreadable(): LoomError {
  return new LoomError('E_LETTERS_READ', 'a line is no dead letter; it stays in the file')
}
