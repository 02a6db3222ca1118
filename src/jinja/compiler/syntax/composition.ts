import { parseExpression } from './expressions.ts'
import type { FromImport, Import, Include } from './nodes.ts'
import type { TokenStream } from './stream.ts'
import { parseNewName } from './targets.ts'

/* The statements by which templates use one another; each stands behind its tag. */

export function parseInclude(stream: TokenStream, at: number): Include {
  const template = parseExpression(stream)
  const { following } = stream
  const ignoreMissing = stream.isName('ignore') && following.type === 'name' && following.value === 'missing'
  if (ignoreMissing) {
    stream.advance()
    stream.advance()
  }
  return { kind: 'Include', at, template, ignoreMissing, withContext: parseContext(stream) ?? true }
}

export function parseImport(stream: TokenStream, at: number): Import {
  const template = parseExpression(stream)
  stream.expectName('as')
  const target = parseNewName(stream)
  return { kind: 'Import', at, template, target, withContext: parseContext(stream) ?? false }
}

export function parseFrom(stream: TokenStream, at: number): FromImport {
  const template = parseExpression(stream)
  stream.expectName('import')
  const names: { name: string; alias: string }[] = []
  let withContext: boolean | undefined
  do {
    if (!stream.is('name')) stream.expect('name')
    withContext = parseContext(stream)
    if (withContext !== undefined) break
    const { at: nameAt } = stream.current
    const name = parseNewName(stream)
    if (name.startsWith('_')) {
      stream.fail('names starting with an underline can not be imported', nameAt)
    }
    names.push({ name, alias: stream.skipName('as') ? parseNewName(stream) : name })
    withContext = parseContext(stream)
  } while (withContext === undefined && stream.skipIf(','))
  return { kind: 'FromImport', at, template, names, withContext: withContext ?? false }
}

/** `with context` or `without context`, if it stands here. */
function parseContext(stream: TokenStream): boolean | undefined {
  const { following } = stream
  if (!stream.isOneOf(['with', 'without'])) return undefined
  if (following.type !== 'name' || following.value !== 'context') return undefined
  const withContext = stream.expectIdentifier() === 'with'
  stream.advance()
  return withContext
}
