import { call, defineFunction, truth, type Value } from '../python/ops.ts'
import { Namespace, variadic } from './native.ts'
import { index, text } from './read.ts'

interface Options {
  readonly width: number
  readonly initialIndent: string
  readonly subsequentIndent: string
  readonly breakLongWords: boolean
  readonly dropWhitespace: boolean
  readonly replaceWhitespace: boolean
  readonly breakOnHyphens: boolean
  readonly maxLines: number | undefined
  readonly placeholder: string
}

function options(keywords: ReadonlyMap<string, Value>, width: Value): Options {
  const flag = (name: string) => truth(keywords.get(name) ?? true)
  const word = (name: string, otherwise: string) => text(keywords.get(name) ?? otherwise)
  const lines = keywords.get('max_lines') ?? null
  return {
    width: index(keywords.get('width') ?? width),
    initialIndent: word('initial_indent', ''),
    subsequentIndent: word('subsequent_indent', ''),
    breakLongWords: flag('break_long_words'),
    dropWhitespace: flag('drop_whitespace'),
    replaceWhitespace: flag('replace_whitespace'),
    breakOnHyphens: flag('break_on_hyphens'),
    maxLines: lines === null ? undefined : index(lines),
    placeholder: word('placeholder', ' [...]'),
  }
}

/** Words and the spaces between them; a word may break after a hyphen between letters. */
function chunks(source: string, onHyphens: boolean): string[] {
  const parts = source.split(/(\s+)/).filter((part) => part !== '')
  if (!onHyphens) return parts
  return parts.flatMap((part) =>
    part.split(/(?<=[^\s\d-][^\s-]-|[^\s\d-]{2}-)(?=[^\d\W]{2}|[^\d\W]-?[^\d\W])/).filter((p) => p !== ''),
  )
}

/** Python's `TextWrapper.wrap`. */
function wrap(source: string, o: Options): string[] {
  const plain = source.replaceAll('\t', '        ')
  const rest = chunks(
    o.replaceWhitespace ? plain.replace(/[\n\v\f\r]/g, ' ') : plain,
    o.breakOnHyphens,
  ).reverse()
  const lines: string[] = []
  while (rest.length > 0) {
    const indent = lines.length > 0 ? o.subsequentIndent : o.initialIndent
    const width = o.width - indent.length
    if (o.dropWhitespace && lines.length > 0 && rest.at(-1)!.trim() === '') rest.pop()
    const line: string[] = []
    let length = 0
    while (rest.length > 0 && length + rest.at(-1)!.length <= width) {
      const chunk = rest.pop()!
      line.push(chunk)
      length += chunk.length
    }
    if (rest.length > 0 && rest.at(-1)!.length > width) breakWord(rest, line, length, width, o)
    if (o.dropWhitespace && line.at(-1)?.trim() === '') line.pop()
    if (line.length === 0) continue
    const isLast = o.maxLines !== undefined && lines.length + 1 >= o.maxLines
    if (isLast && rest.some((chunk) => chunk.trim() !== ''))
      return [...lines, shortened(line, indent, width, o)]
    lines.push(indent + line.join(''))
  }
  return lines
}

/** A word longer than a line: cut, or alone on a line of its own. */
function breakWord(rest: string[], line: string[], length: number, width: number, o: Options): void {
  if (o.breakLongWords) {
    const space = Math.max(1, width - length)
    const word = rest.pop()!
    line.push(word.slice(0, space))
    if (word.length > space) rest.push(word.slice(space))
  } else if (line.length === 0) line.push(rest.pop()!)
}

function shortened(line: string[], indent: string, width: number, o: Options): string {
  const kept = [...line]
  while (kept.length > 0) {
    const length = kept.reduce((sum, chunk) => sum + chunk.length, 0)
    if (kept.at(-1)!.trim() !== '' && length + o.placeholder.length <= width)
      return indent + kept.join('') + o.placeholder
    kept.pop()
  }
  return indent + o.placeholder.trimStart()
}

function dedent(source: string): string {
  const lines = source.replace(/^[ \t]+$/gm, '').split('\n')
  let margin: string | undefined
  for (const line of lines) {
    if (line === '') continue
    const indent = /^[ \t]*/.exec(line)![0]
    if (margin === undefined) margin = indent
    let shared = 0
    while (shared < margin.length && margin[shared] === indent[shared]) shared++
    margin = margin.slice(0, shared)
  }
  return lines.map((line) => (line === '' ? line : line.slice(margin?.length ?? 0))).join('\n')
}

function indentLines(source: string, prefix: string, predicate: Value): string {
  const wanted = (line: string) => (predicate === null ? line.trim() !== '' : truth(call(predicate, [line])))
  return source.replace(/[^\n]*\n|[^\n]+$/g, (line) => (wanted(line) ? prefix + line : line))
}

/** Python's `textwrap`. */
export const textwrapModule = new Namespace('textwrap', {
  wrap: variadic('wrap', ([source = '', width = 70], keywords) =>
    wrap(text(source), options(keywords, width)),
  ),
  fill: variadic('fill', ([source = '', width = 70], keywords) =>
    wrap(text(source), options(keywords, width)).join('\n'),
  ),
  shorten: variadic('shorten', ([source = '', width = 70], keywords) => {
    const o = { ...options(keywords, width), maxLines: 1 }
    return wrap(text(source).trim().split(/\s+/).join(' '), o).join('\n')
  }),
  dedent: defineFunction('dedent(text)', (source) => dedent(text(source))),
  indent: defineFunction('indent(text, prefix, predicate?)', (source, prefix, predicate = null) =>
    indentLines(text(source), text(prefix), predicate),
  ),
})
