import { LoomError } from '../../../kernel/index.ts'
import type { Script } from './script.ts'
import { watch } from './watch.ts'

/** Something that the script's side is asked to do. */
export interface Request<Message> {
  /** Milliseconds without progress after which it is killed. */
  readonly limit: number
  /** Changes with each step. */
  progress(): number
  /** Takes a message in; true when it was the last of this request. */
  heard(message: Message): boolean
  /** Called now and then while the request lasts. */
  beat?(): void
  /** What a script that hangs has not done: `was not loaded`. */
  readonly complaint: string
}

/** The script's side of the line: a thread or process that answers one request at a time, hangs, or dies. */
export class Peer<Message> {
  readonly #script: Script
  readonly #kill: () => void
  #heard: ((message: Message) => void) | undefined
  #ended: ((error: LoomError) => void) | undefined
  #end: LoomError | undefined

  /** @param kill ends the thread or process at once; `gone` is to be called when it has ended */
  constructor(script: Script, kill: () => void) {
    this.#script = script
    this.#kill = kill
  }

  /** A message arrived. */
  heard(message: Message): void {
    this.#heard?.(message)
  }

  /** The thread or process has ended, and all that it said was heard. The first reason given is the reason. */
  gone(reason: LoomError): void {
    this.#end ??= reason
    this.#ended?.(this.#end)
  }

  /** Why the peer is about to end, when that is known before it does. */
  doomed(reason: LoomError): void {
    this.#end ??= reason
  }

  /**
   * Sends a request and waits until it is done.
   *
   * @returns why it was not, if the peer hung or died
   */
  ask(request: Request<Message>, send: () => void): Promise<LoomError | undefined> {
    if (this.#end) return Promise.resolve(this.#end)
    return new Promise((resolve) => {
      const stop = watch(
        request.limit,
        () => request.progress(),
        () => this.#hangs(request),
        () => request.beat?.(),
      )
      const finish = (error?: LoomError): void => {
        stop()
        this.#heard = undefined
        this.#ended = undefined
        resolve(error)
      }
      this.#heard = (message) => {
        if (request.heard(message)) finish()
      }
      this.#ended = finish
      send()
    })
  }

  #hangs(request: Request<Message>): void {
    const text = `the script ${request.complaint} within ${request.limit / 1000} s`
    this.doomed(
      new LoomError('E_SCRIPT_TIMEOUT', text, {
        at: { file: this.#script.name },
        hint: 'look for an endless loop, or raise the option "timeout"',
      }),
    )
    this.#kill()
  }
}
