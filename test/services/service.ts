/** A real server that tests talk to. One small file each, all alike. */
export interface Service {
  readonly name: string
  /** Puts the program there, from a package registry; does nothing when it is there. */
  install(): Promise<void>
  /** Starts it on loopback and a free port, with its data in a temporary folder; resolves when it answers. */
  start(): Promise<Running>
}

export interface Running {
  /** What a client needs to know: host, port, user …; plain JSON. It outlives `kill` and `resume`. */
  readonly address: Readonly<Record<string, string | number | boolean>>
  /** Ends it at once, as a crash would; its data stay. */
  kill(): Promise<void>
  /** Starts it again after `kill`, at the same address and with its data. */
  resume(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}
