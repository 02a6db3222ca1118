import type { RunSnapshot, RunSummary } from '../app/index.ts'
import { durationText, SECOND } from '../kernel/index.ts'
import { bytes, full, short } from './numbers.ts'
import { columns, isTerminal, paintFor, tell } from './terminal.ts'

const paint = paintFor('stderr')

export const PROGRESS_MODES = ['auto', 'bar', 'json', 'none'] as const
export type ProgressMode = (typeof PROGRESS_MODES)[number]

/** Shows on stderr how a run stands. stdout belongs to the events. */
export interface Progress {
  /** Removes the progress line so that something else can be printed. */
  clear(): void
  /** The last word: the account of the run. */
  end(summary: RunSummary, deadLetters: string): void
}

/** A progress line is redrawn, and a JSON line written, so often (milliseconds). */
const REDRAW = 200
const REPORT = 1000
/** What goes wrong is told while the run goes on, each kind once: looked for so often (milliseconds). */
const WARN = 2000

/** @param onTerminal do events go to the same terminal? Then a line that is redrawn would tear them. */
export function showProgress(
  mode: ProgressMode,
  snapshot: () => RunSnapshot,
  onTerminal: () => boolean,
): Progress {
  const bar = mode === 'bar' || (mode === 'auto' && isTerminal('stderr') && !onTerminal())
  if (mode === 'json') return jsonProgress(snapshot)
  const speed = speedometer()
  const draw = () => tell(`\r\x1b[2K${fitting(progressParts(snapshot(), speed), columns('stderr'))}`)
  const timer = bar ? setInterval(draw, REDRAW).unref() : undefined
  const clear = () => {
    if (timer) tell('\r\x1b[2K')
  }
  const told = new Set<string>()
  const warn = () => {
    for (const { code, first } of snapshot().reasons) {
      if (told.has(code)) continue
      told.add(code)
      clear()
      tell(`${paint('red', '✘')} ${first}\n`)
    }
  }
  const warner = mode === 'none' ? undefined : setInterval(warn, WARN).unref()
  return {
    clear,
    end(summary, deadLetters) {
      clearInterval(timer)
      clearInterval(warner)
      clear()
      if (mode !== 'none') tell(account(summary, deadLetters))
    },
  }
}

function jsonProgress(snapshot: () => RunSnapshot): Progress {
  const line = (type: string, value: object) => tell(`${JSON.stringify({ type, ...value })}\n`)
  const timer = setInterval(() => line('progress', snapshot()), REPORT).unref()
  return {
    clear() {},
    end(summary) {
      clearInterval(timer)
      line('summary', summary)
    },
  }
}

type Speed = (snapshot: RunSnapshot) => { events: number; bytes: number; share: number }

/** Rates over the last few redraws, so that the line is neither nervous nor stale. */
function speedometer(window = 10): Speed {
  const seen: { elapsed: number; events: number; bytes: number; share: number }[] = []
  return (snapshot) => {
    const now = {
      elapsed: snapshot.elapsed,
      events: snapshot.produced,
      share: snapshot.share ?? 0,
      bytes: Math.max(0, ...snapshot.outputs.map((o) => o.bytes)),
    }
    seen.push(now)
    if (seen.length > window) seen.shift()
    const then = seen[0]!
    const seconds = (now.elapsed - then.elapsed) / SECOND
    const rate = (key: 'events' | 'bytes' | 'share') => (seconds > 0 ? (now[key] - then[key]) / seconds : 0)
    return { events: rate('events'), bytes: rate('bytes'), share: rate('share') }
  }
}

/** What matters most comes first: a narrow terminal cuts the end. */
function progressParts(snapshot: RunSnapshot, speed: Speed): string[] {
  const rate = speed(snapshot)
  const sum = (pick: (o: RunSnapshot['outputs'][number]) => number) =>
    snapshot.outputs.reduce((all, o) => all + pick(o), 0)
  const failed = sum((o) => o.failed + o.deadLettered) + snapshot.produceFailed
  const retried = sum((o) => o.retried)
  const down = snapshot.outputs.filter((o) => o.down).map((o) => `${o.name} is down`)
  const parts = [
    ...down,
    `${short(snapshot.produced)} produced`,
    `${short(sum((o) => o.written))} written`,
    `${short(sum((o) => o.dropped))} dropped`,
    `${short(failed)} failed`,
    ...(retried > 0 ? [`${short(retried)} retried`] : []),
    `${short(rate.events)}/s`,
    `${bytes(rate.bytes)}/s`,
  ]
  if (snapshot.share !== undefined && rate.share > 0) {
    parts.push(`ETA ${durationText(((1 - snapshot.share) / rate.share) * SECOND)}`)
  }
  parts.push(`backlog ${short(snapshot.backlog)}`)
  return parts
}

/** As many of the parts as fit on a line. */
function fitting(parts: readonly string[], width: number): string {
  return parts.reduce((line, part) => (line.length + part.length + 1 < width ? `${line} ${part}` : line))
}

/** What distortions did, where they did anything. */
function distortedParts({ distorted }: RunSummary): string[] {
  if (!distorted) return []
  const { changed, dropped, repeated, delayed, withheld } = distorted
  const parts = [
    [dropped, 'dropped by distortions'],
    [repeated, 'repeated'],
    [delayed, 'delayed'],
    [changed, 'values changed'],
    [withheld, 'withheld for want of a ledger'],
  ] as const
  return parts.flatMap(([count, text]) => (count > 0 ? [`${full(count)} ${text}`] : []))
}

function resumedText({ position, finished }: NonNullable<RunSummary['resumed']>): string {
  return finished ? 'the run had come to its end before' : `resumed after ${full(position)} events`
}

/** What became of the events that an output was given. */
export function outputLine(o: RunSummary['outputs'][number]): string {
  const parts = [
    `${full(o.written)} written`,
    `${full(o.dropped)} dropped`,
    `${full(o.deadLettered)} dead-lettered`,
    `${full(o.failed)} failed`,
    ...(o.retried > 0 ? [`${full(o.retried)} retried`] : []),
    ...(o.left > 0 ? [`${full(o.left)} left for --resume`] : []),
    bytes(o.bytes),
    ...(o.latency.p99 > 0
      ? [`a write took ${milliseconds(o.latency.p50)}–${milliseconds(o.latency.p99)} ms`]
      : []),
  ]
  return `  ${o.name}: ${parts.join(', ')}`
}

/** `0.4`, `12`: of microseconds. */
function milliseconds(micros: number): string {
  return (micros / 1000).toFixed(micros < 10_000 ? 1 : 0)
}

/** The closing account, a line for the run and one for each output. */
export function account(summary: RunSummary, deadLetters: string): string {
  const mark = summary.clean ? paint('green', '✔') : paint('red', '✘')
  const extras = [
    ...(summary.skipped > 0 ? [`${full(summary.skipped)} skipped`] : []),
    ...(summary.produceFailed > 0 ? [`${full(summary.produceFailed)} failed to produce`] : []),
    ...distortedParts(summary),
  ]
  const rate = summary.elapsed > 0 ? summary.produced / (summary.elapsed / SECOND) : 0
  const lines = [
    `${mark} ${summary.id}: ${[`${full(summary.produced)} produced`, ...extras].join(', ')} in ${durationText(summary.elapsed)} (${short(rate)}/s, seed ${summary.seed})`,
    ...(summary.resumed ? [`  ${resumedText(summary.resumed)}`] : []),
    ...summary.outputs.map(outputLine),
    ...summary.reasons.map(({ count, first }) => `  ${full(count)} × ${first}`),
  ]
  if (summary.total.deadLettered > 0) lines.push(`  dead letters are in ${deadLetters}`)
  return `${lines.join('\n')}\n`
}
