/** The error codes that the Jinja layer raises, and what each means. Sorted. */
export const JINJA_ERRORS = {
  E_TEMPLATE_LIMIT: 'A template went beyond the limit of nesting, recursion, iterations or output.',
  E_TEMPLATE_NAME: 'A template asks a module, or the samples, for something that is not there.',
  E_TEMPLATE_NOT_FOUND: 'A template that was asked for, imported, included or extended does not exist.',
  E_TEMPLATE_RENDER: 'A template failed while it ran; the message says why, as Python would.',
  E_TEMPLATE_SYNTAX: 'A template is not valid Jinja.',
} as const
