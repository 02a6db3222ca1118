import { resolve } from 'node:path'
import type { EventSource, Input, Problem, TextForm } from '../kernel/index.ts'
import { ProblemsError, problemsOf } from '../kernel/index.ts'
import type { Checkpoint } from './checkpoint/checkpoint.ts'
import { Ledger } from './distort/ledger/ledger.ts'
import type { Lining } from './distort/lining.ts'
import type { OpenedDistortion } from './distort/stage.ts'
import type { PluginEntry, Project } from './load/project.ts'
import {
  closeOutputs,
  connectOutputs,
  type MadeOutput,
  makeOutputs,
  type OpenedOutput,
} from './open-outputs.ts'
import { Opener, open } from './opener.ts'
import type { RunOptions } from './options.ts'
import type { TextLining } from './produce/text-lining.ts'
import type { World } from './world.ts'

/** A project whose plugins are ready to work. */
export interface OpenedProject {
  readonly inputs: readonly { readonly id: string; readonly input: Input }[]
  readonly event: EventSource
  readonly distortions: readonly OpenedDistortion[]
  /** Open only where outputs are. */
  readonly ledger: Ledger | undefined
  readonly outputs: readonly OpenedOutput[]
  /** Events are drafts until they are lines. */
  readonly lining?: Lining
  /** Texts are lines as soon as they are made, where they are known to be such. */
  readonly textLining?: TextLining
  /** Where dead letters go; undefined for a file. */
  readonly deadLetters: OpenedOutput | undefined
}

export interface Opening {
  /** Outputs are opened, not only made. */
  readonly connect: boolean
  /** What the run that is resumed left behind. */
  readonly resumed?: Checkpoint | undefined
  /** Nobody reads the events but the outputs. */
  readonly unread?: boolean
}

/**
 * Opens every plugin of a project; all problems are reported at once, and nothing stays open then. Without
 * `connect` outputs are made but not opened: to check a project, or to look at what it would do.
 */
export async function openProject(
  project: Project,
  options: RunOptions,
  world: World,
  { connect, resumed, unread }: Opening = { connect: true },
): Promise<OpenedProject> {
  const opener = new Opener(project, options, world)
  const { problems } = opener
  const outputs = await makeOutputs(project.output, opener, options, resumed)
  const letters = await makeOutputs(project.deadLetters ? [project.deadLetters] : [], opener, options)
  const form = unread && project.distort === undefined ? commonForm(outputs) : undefined
  const event = await opener.attempt(project.event, () => openEvent(project.event, opener, form))
  const distortions = event ? await openDistortions(project, event, opener) : []
  const inputs: { id: string; input: Input }[] = []
  for (const entry of project.input) {
    const range = {
      ...(options.from !== undefined && { from: options.from }),
      ...(options.to !== undefined && { to: options.to }),
    }
    const at = opener.context('input', entry.definition.name)
    const input = await opener.attempt(entry, () =>
      open(entry, { ...at, clock: world.machineClock, origin: world.origin, range }),
    )
    if (input) inputs.push({ id: at.id, input })
  }
  if (connect && problems.length === 0) await connectOutputs([...outputs, ...letters], opener, resumed)
  const ledger =
    connect && problems.length === 0 ? openLedger(project, options, problems, resumed) : undefined
  if (problems.length > 0 || !event) {
    await Promise.allSettled([event?.close?.(), closeOutputs([...outputs, ...letters])])
    throw new ProblemsError(problems)
  }
  return {
    inputs,
    event,
    distortions,
    ledger,
    outputs: outputs.map(({ opened }) => opened),
    deadLetters: letters[0]?.opened,
  }
}

async function openDistortions(
  project: Project,
  { fields, parameters = {} }: EventSource,
  opener: Opener,
): Promise<OpenedDistortion[]> {
  const opened: OpenedDistortion[] = []
  for (const entry of project.distort ?? []) {
    const kind = entry.definition.name
    const at = opener.context('distortion', kind)
    const distortion = await opener.attempt(entry, () =>
      open(entry, { ...at, target: { fields, parameters } }),
    )
    if (distortion) opened.push({ id: at.id, kind, distortion, rng: at.rng })
  }
  return opened
}

/** A resumed run makes the rows anew, from where the first one began. */
function openLedger(
  project: Project,
  { zone }: RunOptions,
  problems: Problem[],
  resumed: Checkpoint | undefined,
): Ledger | undefined {
  if (!project.ledger) return undefined
  try {
    return new Ledger(project.ledger, resolve(project.directory, project.ledger.path), zone, resumed?.ledger)
  } catch (error) {
    problems.push(...problemsOf(error))
    return undefined
  }
}

/** The form that all outputs bring texts into, if it is the same. */
function commonForm(outputs: readonly MadeOutput[]): TextForm | undefined {
  const form = outputs[0]?.opened.formatter.form
  return outputs.every(({ opened }) => opened.formatter.form === form) ? form : undefined
}

/** @param form the form that everyone who will read the events brings texts into */
export async function openEvent(
  entry: PluginEntry<'event'>,
  opener: Opener,
  form?: TextForm,
): Promise<EventSource> {
  const at = { ...opener.context('event', entry.definition.name), form }
  if (entry.model === undefined) return open(entry, at)
  const model = await open(entry.model, opener.context('model', entry.model.definition.name))
  return open(entry, { ...at, model })
}
