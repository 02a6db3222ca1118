/** The error codes that plugins raise, and what each means. Sorted. */
export const PLUGIN_ERRORS = {
  E_OUTPUT_CLOSED: 'The reader of an output went away (a closed pipe).',
} as const
