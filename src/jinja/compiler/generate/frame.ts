import type { Scope } from '../scope/scope.ts'
import type { FunctionWriter } from './function-writer.ts'

/** Is text escaped here? Known while compiling, or only when it runs. */
type Escaping = boolean | 'runtime'

/** Where in the template the compiler stands. */
export interface Frame {
  readonly scope: Scope
  readonly fn: FunctionWriter
  /** The variable that text is added to. */
  readonly out: string
  /** What is assigned here can be seen by blocks, parents and importers. */
  readonly toplevel: boolean
  /** Not inside an `if` either. */
  readonly rootlevel: boolean
  /** Inside an `if`: an unknown filter is an error only when it is used. */
  readonly soft: boolean
  /** A `break` would have a loop to end. */
  readonly inLoop: boolean
  /** Text counts only while no `extends` was met. */
  readonly checksParent: boolean
  readonly escaping: Escaping
  /** What is written here goes into the text of the render at once, so that `$flow` follows it. */
  readonly followed: boolean
}

/**
 * The same place but for some changes. Member by member: what is spread comes in many shapes, and each look at a frame would
 * have to find out which.
 */
export function changed(frame: Frame, changes: Partial<Frame>): Frame {
  return {
    scope: changes.scope ?? frame.scope,
    fn: changes.fn ?? frame.fn,
    out: changes.out ?? frame.out,
    toplevel: changes.toplevel ?? frame.toplevel,
    rootlevel: changes.rootlevel ?? frame.rootlevel,
    soft: changes.soft ?? frame.soft,
    inLoop: changes.inLoop ?? frame.inLoop,
    checksParent: changes.checksParent ?? frame.checksParent,
    escaping: changes.escaping ?? frame.escaping,
    followed: changes.followed ?? frame.followed,
  }
}

/** A scope inside, in the same function. */
export function innerFrame(frame: Frame, changes: Partial<Frame> = {}): Frame {
  return changed(changed(frame, { scope: frame.scope.inner(), toplevel: false, rootlevel: false }), changes)
}

/** What may not run at all. */
export function softFrame(frame: Frame): Frame {
  return frame.soft && !frame.rootlevel ? frame : changed(frame, { rootlevel: false, soft: true })
}
