import { Argument, type Command, InvalidArgumentError } from 'commander'
import { type CompleteRunParameters, type ProjectPreview, previewProject } from '../../app/index.ts'
import { durationText, isoFormatter } from '../../kernel/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { addParameterFlags, parametersFrom } from '../flags.ts'
import { full } from '../numbers.ts'
import { type Finish, LOOKING } from '../options.ts'
import { problemText } from '../report.ts'
import { columns, paintFor, print, tell } from '../terminal.ts'

const paint = paintFor('stdout')

/** Rows of the plot, and the width that its labels take (columns). */
const BUCKETS = 24
const LABELS = 34

export function configure(command: Command, finish: Finish): void {
  command.addArgument(new Argument('<path>', 'project file or folder'))
  addParameterFlags(command, LOOKING)
  command
    .option('--ticks <n>', 'Timestamps to plot, at least 1.', count, 10_000)
    .option('--events <n>', 'Events to show.', count, 3)
    .action(async () => {
      const sizes = command.opts<{ ticks: number; events: number }>()
      finish(await runPreview(parametersFrom(command, { path: command.args[0] }), sizes))
    })
}

function count(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('Give a whole number, 0 or more.')
}

/** Shows when events would happen and what the first of them say; delivers nothing. */
async function runPreview(
  parameters: CompleteRunParameters,
  sizes: { readonly ticks: number; readonly events: number },
): Promise<ExitCode> {
  const preview = await previewProject(parameters, {
    ticks: Math.max(1, sizes.ticks),
    events: sizes.events,
    buckets: BUCKETS,
  })
  print(plot(preview, columns('stdout')))
  const iso = isoFormatter(preview.zone)
  for (const { time, event } of preview.events) {
    print(
      `\n${paint('cyan', iso(time))}\n${typeof event === 'string' ? event : JSON.stringify(event, null, 2)}\n`,
    )
  }
  for (const { code, first } of preview.failures) {
    tell(problemText({ code, message: first.slice(first.indexOf(code) + code.length + 1) }))
  }
  return preview.failures.length === 0 ? EXIT.complete : EXIT.incomplete
}

/** A bar for each bucket of the schedule, with its start and its count. */
export function plot(
  preview: Pick<ProjectPreview, 'times' | 'complete' | 'histogram' | 'zone'>,
  width: number,
): string {
  const { times, complete, histogram, zone } = preview
  if (times.length === 0)
    return 'No timestamp is scheduled in this range (inputs driven from outside are left out).\n'
  const iso = isoFormatter(zone)
  const most = Math.max(...histogram.counts)
  const room = Math.max(10, width - LABELS)
  const head = `${complete ? '' : 'first '}${full(times.length)} timestamps, ${iso(times[0]!)} … ${iso(times[times.length - 1]!)}, a bar is ${durationText(histogram.width)}\n`
  const rows = histogram.counts.map((count, i) => {
    const label = iso(histogram.start + i * histogram.width)
      .slice(0, 19)
      .replace('T', ' ')
    return `${paint('dim', label)} ${String(count).padStart(8)} ${paint('green', bar((count / most) * room))}\n`
  })
  return head + rows.join('')
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function bar(length: number): string {
  const eighths = Math.round(length * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!
}
