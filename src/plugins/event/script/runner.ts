import type { Answer, Block } from './message.ts'

/** Why a block was not finished: the script is gone, and its state with it. */
export interface Loss {
  /** Index within the block of the call that was under way. */
  readonly at: number
  readonly error: unknown
}

/** A loaded script in a thread or process of its own. One block at a time. */
export interface Runner {
  /**
   * Calls the script for each tick of a block. Answers arrive in order, none after this resolves, and end with
   * the block or with an EXHAUSTED outcome. Resolves with a Loss when the script hung or died; the runner is of
   * no use then and needs no `close`.
   */
  run(block: Block, answered: (answer: Answer) => void): Promise<Loss | undefined>
  close(): Promise<void>
}

/** Loads the script; E_SCRIPT_LOAD, E_SCRIPT_PYTHON, E_SCRIPT_TIMEOUT or E_SCRIPT_CRASH when it cannot be. */
export type StartRunner = () => Promise<Runner>
