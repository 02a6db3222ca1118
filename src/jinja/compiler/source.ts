import { LoomError, type SourceLocation } from '../../kernel/index.ts'

/** The text of one template under its name. Offsets into `text` are the positions that everything below uses. */
export interface Source {
  readonly name: string
  /** With `\n` as the only line break. */
  readonly text: string
}

export type TemplateErrorCode =
  | 'E_TEMPLATE_SYNTAX'
  | 'E_TEMPLATE_NOT_FOUND'
  | 'E_TEMPLATE_RENDER'
  | 'E_TEMPLATE_LIMIT'
  | 'E_TEMPLATE_NAME'

export function locate(source: Source, offset: number): Required<SourceLocation> {
  const start = source.text.lastIndexOf('\n', offset - 1) + 1
  let line = 1
  for (let at = source.text.indexOf('\n'); at >= 0 && at < start; at = source.text.indexOf('\n', at + 1))
    line++
  return { file: source.name, line, column: offset - start + 1 }
}

const EXCERPT = 100

/** The line at that offset, cut to what fits a terminal, with a caret below the very character. */
function excerpt(source: Source, offset: number): string {
  const start = source.text.lastIndexOf('\n', offset - 1) + 1
  const next = source.text.indexOf('\n', offset)
  const end = next < 0 ? source.text.length : next
  const from = Math.max(start, Math.min(offset - EXCERPT / 2, end - EXCERPT))
  const line = source.text.slice(from, Math.min(end, from + EXCERPT)).replaceAll('\t', ' ')
  return `  ${line}\n  ${' '.repeat(offset - from)}^`
}

export function templateError(
  code: TemplateErrorCode,
  source: Source,
  offset: number,
  reason: string,
  details: { readonly hint?: string; readonly cause?: unknown; readonly way?: string } = {},
): LoomError {
  return new LoomError(code, `${reason}\n${excerpt(source, offset)}${details.way ?? ''}`, {
    at: locate(source, offset),
    hint: details.hint,
    cause: details.cause,
  })
}
