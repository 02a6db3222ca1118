import type { Syntax } from './settings.ts'

/** White space as Python's `str.isspace` and `\s` know it; JavaScript's `\s` is another set. */
export const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'

export type RootKind = 'raw' | 'block' | 'variable' | 'comment' | 'lineStatement' | 'lineComment'

/** The regular expressions of one syntax. Those of tokens are sticky, those that search are global. */
export interface Patterns {
  /** The next thing that is not plain text; group 2i + 1 is the whole of `kinds[i]`, the next its sign. */
  readonly root: RegExp
  readonly kinds: readonly RootKind[]
  readonly commentEnd: RegExp
  /** Group 1 is the sign before `endraw`. */
  readonly rawEnd: RegExp
  readonly blockEnd: RegExp
  readonly variableEnd: RegExp
  readonly lineStatementEnd: RegExp
}

export const TOKEN = {
  space: new RegExp(`${SPACE}+`, 'y'),
  float: /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy,
  integer: /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy,
  string: /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y,
} as const

/** Names with letters beyond ASCII; made when one comes, as V8 looks up Unicode's sets to make them. */
export const wideName = (): RegExp => /[\p{L}\p{N}\p{ID_Continue}_]+/uy
export const isIdentifier = (name: string): boolean => /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name)

export function patterns(syntax: Syntax): Patterns {
  const blockStart = literal(syntax.blockStart)
  const blockEnd = literal(syntax.blockEnd)
  const commentEnd = literal(syntax.commentEnd)
  const variableEnd = literal(syntax.variableEnd)
  const suffix = syntax.trimBlocks ? '\\n?' : ''
  const end = `\\+${blockEnd}|-${blockEnd}${SPACE}*|${blockEnd}${suffix}`
  const raw = `${blockStart}(-|\\+|)${SPACE}*raw${SPACE}*(?:-${blockEnd}${SPACE}*|${blockEnd})`
  const roots = rootRules(syntax)
  return {
    root: new RegExp([`(${raw})`, ...roots.map((rule) => `(${rule.pattern}(-|\\+|))`)].join('|'), 'g'),
    kinds: ['raw', ...roots.map((rule) => rule.kind)],
    commentEnd: new RegExp(`\\+${commentEnd}|-${commentEnd}${SPACE}*|${commentEnd}${suffix}`, 'g'),
    rawEnd: new RegExp(`${blockStart}(-|\\+|)${SPACE}*endraw${SPACE}*(?:${end})`, 'g'),
    blockEnd: new RegExp(end, 'y'),
    variableEnd: new RegExp(`-${variableEnd}${SPACE}*|${variableEnd}`, 'y'),
    lineStatementEnd: new RegExp(`${SPACE}*(?:\\n|(?![^\\n]))`, 'y'),
  }
}

/** Longer delimiters first, so that `<%=` wins over `<%`; among equals the order is Jinja's. */
function rootRules(syntax: Syntax): { kind: RootKind; pattern: string }[] {
  const rules: { kind: RootKind; order: string; length: number; pattern: string }[] = [
    rule('variable', 'variable_begin', syntax.variableStart),
    rule('comment', 'comment_begin', syntax.commentStart),
    rule('block', 'block_begin', syntax.blockStart),
  ]
  if (syntax.lineStatementPrefix !== null) {
    const line = rule('lineStatement', 'linestatement_begin', syntax.lineStatementPrefix)
    rules.push({ ...line, pattern: `(?<![^\\n])[ \\t\\v]*${line.pattern}` })
  }
  if (syntax.lineCommentPrefix !== null) {
    const line = rule('lineComment', 'linecomment_begin', syntax.lineCommentPrefix)
    rules.push({ ...line, pattern: `(?:(?<![^\\n])|(?<!${SPACE}))(?:(?![\\r\\n])${SPACE})*${line.pattern}` })
  }
  return rules.sort((a, b) => b.length - a.length || (a.order < b.order ? 1 : -1))
}

function rule(kind: RootKind, order: string, delimiter: string) {
  return { kind, order, length: delimiter.length, pattern: literal(delimiter) }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
