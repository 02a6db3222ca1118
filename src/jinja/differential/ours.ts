import { LoomError, rng } from '../../kernel/index.ts'
import { environment } from '../index.ts'
import type { Answer, Case } from './oracle.ts'
import { decode } from './spec.ts'

/** What we make of the case. An error that is not one of ours is thrown on: that would be a bug. */
export function renderOurs(question: Case): Answer {
  const templates = new Map(Object.entries({ ...question.templates, main: question.template }))
  try {
    const env = environment({
      ...question.syntax,
      load: (name) => templates.get(name),
      undefined: question.undefined,
      globals: { g: 7 },
      rng: rng(1),
    })
    const context = Object.entries(question.context).map(([name, spec]) => [name, decode(spec)] as const)
    return { ok: env.template('main').render(Object.fromEntries(context)) }
  } catch (error) {
    if (!(error instanceof LoomError)) throw error
    return { error: kindOf(error), message: error.message }
  }
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
