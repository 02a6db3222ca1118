import { Host, Markup, repr, type Value } from '../../python/ops.ts'
import type { Context } from './context.ts'
import type { RenderBlock } from './engine.ts'

/** `self.name` and `super`: a block that renders itself when called. */
class BlockReference extends Host {
  readonly #name: string
  readonly #context: Context
  readonly #stack: readonly RenderBlock[]
  readonly #level: number

  constructor(name: string, context: Context, stack: readonly RenderBlock[], level: number) {
    super()
    this.#name = name
    this.#context = context
    this.#stack = stack
    this.#level = level
  }

  get typeName(): string {
    return 'BlockReference'
  }

  override getAttr(name: string): Value | undefined {
    if (name !== 'super') return undefined
    return parentBlock(this.#name, this.#context, this.#stack, this.#level)
  }

  override get callable(): boolean {
    return true
  }

  override call(): Value {
    const { flow } = this.#context.engine
    const held = flow === null ? null : flow.pause()
    const text = this.#stack[this.#level]!(this.#context)
    flow?.resume(held, text)
    return this.#context.runtime.autoescape ? new Markup(text) : text
  }
}

/** `self`. */
class TemplateReference extends Host {
  readonly #context: Context

  constructor(context: Context) {
    super()
    this.#context = context
  }

  get typeName(): string {
    return 'TemplateReference'
  }

  override repr(): string {
    return `<TemplateReference ${repr(this.#context.unit.source.name)}>`
  }

  override getItem(key: Value): Value | undefined {
    const stack = typeof key === 'string' ? this.#context.blocks.get(key) : undefined
    return stack && new BlockReference(String(key), this.#context, stack, 0)
  }
}

export function selfReference(context: Context): Value {
  return new TemplateReference(context)
}

/** `super` inside a block. */
export function superReference(context: Context, name: string, current: RenderBlock): Value {
  const stack = context.blocks.get(name) ?? []
  return parentBlock(name, context, stack, stack.indexOf(current))
}

function parentBlock(name: string, context: Context, stack: readonly RenderBlock[], level: number): Value {
  if (level >= 0 && level + 1 < stack.length) return new BlockReference(name, context, stack, level + 1)
  return context.runtime.undefined({ hint: `there is no parent block called '${name}'.` })
}
