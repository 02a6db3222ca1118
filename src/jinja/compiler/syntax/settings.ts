/** How templates are written: Jinja's own delimiters and white-space rules unless said otherwise. */
export interface Syntax {
  readonly blockStart: string
  readonly blockEnd: string
  readonly variableStart: string
  readonly variableEnd: string
  readonly commentStart: string
  readonly commentEnd: string
  /** A line that begins with this is a statement; null switches line statements off. */
  readonly lineStatementPrefix: string | null
  /** From this to the end of the line is a comment; null switches line comments off. */
  readonly lineCommentPrefix: string | null
  /** Drops the first line break after a block. */
  readonly trimBlocks: boolean
  /** Drops blanks between the start of a line and a block. */
  readonly lstripBlocks: boolean
  /** Keeps the one line break that otherwise is dropped at the end of a template. */
  readonly keepTrailingNewline: boolean
  /** `{% do expression %}`. */
  readonly doStatement: boolean
  /** `{% break %}` and `{% continue %}`. */
  readonly loopControls: boolean
}

export const DEFAULT_SYNTAX: Syntax = {
  blockStart: '{%',
  blockEnd: '%}',
  variableStart: '{{',
  variableEnd: '}}',
  commentStart: '{#',
  commentEnd: '#}',
  lineStatementPrefix: null,
  lineCommentPrefix: null,
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: false,
  doStatement: true,
  loopControls: true,
}
