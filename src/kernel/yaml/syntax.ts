import { Composer, type Document, Lexer, Parser, type YAMLParseError } from 'yaml'
import { type Problem, ProblemsError } from '../errors.ts'
import type { Source } from './source.ts'

/** Far more than any file a person wrote, far less than what overflows the stack. */
const MAX_DEPTH = 200

/** What YAML 1.1 calls not printable. */
const UNPRINTABLE = /(?![\t\n\u0085])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu

const MAX_PROBLEMS = 20

/** The syntax tree of a text that holds one document; throws ProblemsError with all that is wrong. */
export function parseSyntax(text: string, source: Source): Document.Parsed | undefined {
  const unprintable = unprintableCharacters(text, source)
  if (unprintable.length > 0) throw new ProblemsError(unprintable)
  const documents = compose(text, source)
  const problems = [
    ...firstOfEachLine(
      documents.flatMap((document) => document.errors).map((error) => syntaxProblem(error, source)),
    ),
    ...documents.slice(1, 2).map((second) => severalDocuments(second, source)),
  ]
  if (problems.length > 0) throw new ProblemsError(problems.slice(0, MAX_PROBLEMS))
  return documents[0]
}

function compose(text: string, source: Source): Document.Parsed[] {
  const parser = new Parser()
  // All scalars stay texts: their types are YAML 1.1's as PyYAML reads them, which the library's are not.
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.1',
    merge: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const documents: Document.Parsed[] = []
  let offset = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme))
      documents.push(...(composer.next(token) as Iterable<Document.Parsed>))
    if (parser.stack.length > MAX_DEPTH) throw new ProblemsError([tooDeep(offset, source)])
    offset = parser.offset
  }
  for (const token of parser.end()) documents.push(...(composer.next(token) as Iterable<Document.Parsed>))
  documents.push(...(composer.end(true, text.length) as Iterable<Document.Parsed>))
  return documents
}

function tooDeep(offset: number, source: Source): Problem {
  return {
    code: 'E_YAML_DEPTH',
    message: `nested more than ${MAX_DEPTH} levels deep`,
    hint: 'a bracket or quote was probably left open above',
    at: source.at(offset),
  }
}

function severalDocuments(second: Document.Parsed, source: Source): Problem {
  return {
    code: 'E_YAML_DOCUMENTS',
    message: 'the file holds more than one YAML document',
    hint: 'keep one and remove the "---" line that starts the next',
    at: source.at(second.contents?.range?.[0] ?? second.range[0]),
  }
}

function unprintableCharacters(text: string, source: Source): Problem[] {
  const problems: Problem[] = []
  for (const match of text.matchAll(UNPRINTABLE)) {
    const code = match[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
    problems.push({
      code: 'E_YAML_CHARACTER',
      message: `the character U+${code} may not stand in YAML`,
      hint: 'remove it, or write it as an escape inside double quotes; save the file as UTF-8 text',
      at: source.at(match.index),
    })
    if (problems.length === MAX_PROBLEMS) break
  }
  return problems
}

function syntaxProblem(error: YAMLParseError, source: Source): Problem {
  const at = source.at(error.pos[0])
  const hint = hintFor(error, source)
  return {
    code: 'E_YAML_SYNTAX',
    message: error.message.charAt(0).toLowerCase() + error.message.slice(1),
    ...(hint === undefined ? {} : { hint }),
    at,
  }
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a value that contains ": " in quotes',
  BAD_DQ_ESCAPE: 'write a backslash twice, or use single quotes',
  BAD_ALIAS: 'a text that begins with * must stand in quotes',
  BAD_INDENT: 'align this line with its neighbours',
  MULTILINE_IMPLICIT_KEY: 'a key needs a colon and a space after it on the same line',
  BLOCK_IN_FLOW: 'inside [ ] and { } write lists and mappings with brackets, too',
}

function hintFor(error: YAMLParseError, source: Source): string | undefined {
  const lineStart = source.text.lastIndexOf('\n', error.pos[0] - 1) + 1
  const line = source.text.slice(
    lineStart,
    (source.text.indexOf('\n', lineStart) + 1 || source.text.length + 1) - 1,
  )
  if (line.includes('{%') || line.includes('{{'))
    return 'template tags are not run here; put a value that holds them in quotes'
  if (/sufficiently indented/.test(error.message)) return 'close it, or indent its lines further than its key'
  if (error.code === 'MISSING_CHAR') {
    if (/quote/.test(error.message))
      return 'close the quotes, or indent the lines of the text further than its key'
    if (/map values/.test(error.message)) return 'a key needs a colon and a space after it'
  }
  return HINTS[error.code]
}

/** One slip often makes several errors on its line; the first says what it is. */
function firstOfEachLine(problems: readonly Problem[]): Problem[] {
  const seen = new Set<number | undefined>()
  return [...problems]
    .sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0))
    .filter((problem) => !seen.has(problem.at?.line) && seen.add(problem.at?.line))
}
