/** Constant text, variable data in fields only. Below the application nobody knows where it goes. */
export interface Log {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
}

export type LogFields = Readonly<Record<string, unknown>>

const nothing = (): void => {}

export const silent: Log = { error: nothing, warn: nothing, info: nothing, debug: nothing }
