import type { ServerResponse } from 'node:http'
import type { Framing, ReadConfig, RunSummary } from '../app/index.ts'
import { type GeneratorRun, openStream } from '../app/index.ts'
import { ProblemsError } from '../kernel/index.ts'
import type { ServerParameters } from './limits.ts'
import { responseReader } from './response-reader.ts'

type Accepted = Extract<ReadConfig, { ok: true }>

/** The streams under way. */
export class Streams {
  readonly #limits: ServerParameters
  readonly #running = new Set<GeneratorRun>()

  constructor(limits: ServerParameters) {
    this.#limits = limits
  }

  get full(): boolean {
    return this.#running.size >= this.#limits.max_streams
  }

  /**
   * Sends a model's records until the run is complete, the client goes away or the time is up. Throws when the
   * stream cannot start or breaks, or a record is missing in it.
   */
  async send(name: string, asked: Accepted, framing: Framing, response: ServerResponse): Promise<void> {
    const { max_records: records, max_seconds: seconds, stall_seconds: stall } = this.#limits
    if (stall !== undefined) breakOffStalled(response, stall)
    const reader = responseReader(response, {
      'Content-Type': framing.contentType,
      'Cache-Control': 'no-cache',
      Connection: 'keep-alive',
      ...(asked.ignored.length > 0 && { 'X-Ignored-Fields': asked.ignored.join(', ') }),
    })
    const stream = openStream(name, asked, framing, reader, { records })
    const stop = () => stream.stop()
    const timer = seconds === undefined ? undefined : setTimeout(stop, seconds * 1000)
    this.#running.add(stream)
    response.on('close', stop)
    try {
      const { clean, reasons } = await stream.complete()
      if (!clean && !response.destroyed) throw broken(reasons)
      reader.complete()
    } finally {
      clearTimeout(timer)
      response.off('close', stop)
      this.#running.delete(stream)
    }
  }

  /** Ends all of them; what was produced is still sent. */
  stop(): void {
    for (const stream of this.#running) stream.stop()
  }
}

/**
 * Ends the connection of a client of which no progress is seen for so long, seconds, while something waits for it: its
 * stream would stand still, and take a place, for ever. Progress is what the system's buffers take, some megabytes at a time.
 * A stream that has nothing to send is not its client's fault.
 */
function breakOffStalled(response: ServerResponse, seconds: number): void {
  response.setTimeout(seconds * 1000, () => {
    if (response.writableLength > 0) response.destroy()
  })
}

/** What keeps a stream from being whole, each kind once. The text of a reason names its code, as a problem does. */
function broken(reasons: RunSummary['reasons']): ProblemsError {
  return new ProblemsError(
    reasons.map(({ code, first, count }) => ({
      code,
      message: `${first.replace(`${code} `, '')} (${count} ×)`,
    })),
  )
}
