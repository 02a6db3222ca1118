import { LoomError, rng } from '../../kernel/index.ts'
import { environment, type Template, type Value } from '../index.ts'
import type { Answer, Case } from './oracle.ts'
import { decode, type Spec } from './spec.ts'

/** What we make of the case. An error that is not one of ours is thrown on: that would be a bug. */
export function renderOurs(question: Case): Answer {
  return attempt(() => compile(question).render(contextOf(question)))
}

/** The same for each value of that variable; undefined leaves it out. */
export function renderEach(question: Case, name: string, values: readonly (Spec | undefined)[]): Answer[] {
  let template: Template
  try {
    template = compile(question)
  } catch (error) {
    return values.map(() => answerTo(error))
  }
  return values.map((value) =>
    attempt(() =>
      template.render({ ...contextOf(question), ...(value !== undefined && { [name]: decode(value) }) }),
    ),
  )
}

function compile(question: Case): Template {
  const templates = new Map(Object.entries({ ...question.templates, main: question.template }))
  const env = environment({
    ...question.syntax,
    load: (name) => templates.get(name),
    undefined: question.undefined,
    globals: { g: 7 },
    rng: rng(1),
  })
  return env.template('main')
}

function contextOf(question: Case): Record<string, Value> {
  return Object.fromEntries(Object.entries(question.context).map(([name, spec]) => [name, decode(spec)]))
}

function attempt(render: () => string): Answer {
  try {
    return { ok: render() }
  } catch (error) {
    return answerTo(error)
  }
}

function answerTo(error: unknown): Answer {
  if (error instanceof LoomError) return { error: kindOf(error), message: error.message }
  throw error
}

function kindOf(error: LoomError): string {
  switch (error.code) {
    case 'E_TEMPLATE_SYNTAX':
      return 'TemplateSyntaxError'
    case 'E_TEMPLATE_NOT_FOUND':
      return 'TemplateNotFound'
    case 'E_TEMPLATE_LIMIT':
      return 'RecursionError'
    default:
      return /^\w+/.exec(error.message)?.[0] ?? ''
  }
}

/** Python has several names for what we have one for. */
export function sameKind(theirs: string, ours: string): boolean {
  const alias: Readonly<Record<string, string>> = {
    TemplateAssertionError: 'TemplateSyntaxError',
    SyntaxError: 'TemplateSyntaxError',
    TemplatesNotFound: 'TemplateNotFound',
  }
  return (alias[theirs] ?? theirs) === ours
}
