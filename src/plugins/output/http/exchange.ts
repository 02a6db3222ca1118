import type { Dispatcher } from 'undici'

/** Characters of an answer's body that are kept: enough to say what is wrong. */
const KEPT = 1000

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The beginning of its body. */
  readonly text: string
}

/** One request and its answer, without the stream that undici's own `request` makes of each body. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Answer>
  #resolve: (answer: Answer) => void = () => undefined
  #reject: (error: unknown) => void = () => undefined
  #controller: Dispatcher.DispatchController | undefined
  #aborted: Error | undefined
  #status = 0
  #headers: Answer['headers'] = {}
  #text = ''

  constructor(client: Dispatcher, request: Dispatcher.DispatchOptions) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    client.dispatch(request, this)
  }

  /** Gives it up, wherever it is. */
  abort(reason: Error): void {
    this.#aborted = reason
    this.#controller?.abort(reason)
    this.#reject(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#aborted) controller.abort(this.#aborted)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Answer['headers']): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#text.length < KEPT) this.#text += chunk.subarray(0, KEPT).toString()
  }

  onResponseEnd(): void {
    this.#settle()
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    // A refusal whose text breaks off is still a refusal.
    if (this.#status >= 300) this.#settle()
    else this.#reject(error)
  }

  #settle(): void {
    this.#resolve({ status: this.#status, headers: this.#headers, text: this.#text.slice(0, KEPT) })
  }
}
