import type { Event, Formatter } from '../../src/kernel/index.ts'
import type { FaultProxy } from '../services/fault-proxy.ts'

/** What the conformance suite needs to know of an output and of what it writes to. */
export interface OutputHarness {
  /** The default export of the plugin. */
  readonly plugin: unknown
  /** Brings the server up (`beforeAll`), and down again. */
  up(): Promise<void>
  down(): Promise<void>
  /** A new, empty destination at that server: a path, table, topic, index. */
  target(): Promise<Target>
  /** Event `n`, each different; `{"n": 7, "text": "event 7"}` by default. */
  event?(n: number): Event
  /** What the plugin gets its frames from; events as they are by default. */
  readonly formatter?: Formatter
  /** Between the output and the server, when it speaks TCP: faults of the network are made here. */
  readonly proxy?: () => FaultProxy
  /** Crashes the server, and starts it again with what it has stored. */
  readonly crash?: { kill(): Promise<void>; resume(): Promise<void> }
  /** More events than the buffers on the way hold, where an output counts what the system took. */
  plenty?(): readonly Event[]
  /** Why a case does not apply to this output; shown in place of the case. */
  readonly exempt?: Partial<Record<Case, string>>
}

export const CASES = [
  'all accepted',
  'bytes exact',
  'order',
  'some refused',
  'all refused',
  'server gone',
  'server gone mid-batch',
  'answers lost',
  'slow',
  'restart',
  'bad credentials',
  'target missing',
  'close drains',
  'ids',
] as const
export type Case = (typeof CASES)[number]

export interface Target {
  /** The plugin's options; they lead through the proxy, if there is one. */
  readonly options: Readonly<Record<string, unknown>>
  /** What arrived, as the formatter wrote it; in the order of arrival where the destination knows one. */
  arrived(): Promise<readonly string[]>
  /** An event that the destination itself refuses, different for each `n`. */
  poison?(n: number): Event
  /** Makes the destination refuse poison, where it does not do so by nature. */
  refusePoison?(): void | Promise<void>
  /** Changes of the options that make them wrong. */
  readonly wrongCredentials?: Readonly<Record<string, unknown>>
  readonly missing?: Readonly<Record<string, unknown>>
}
