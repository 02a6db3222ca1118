/** The error codes that the kernel raises, and what each means. */
export const KERNEL_ERRORS = {
  E_OPTION_UNKNOWN: 'An option is not one of those that exist at this place.',
  E_OPTION_MISSING: 'A required option was not given.',
  E_OPTION_INVALID: 'An option has a value of the wrong type or out of its bounds.',
  E_ZONE: 'A time zone name is not in the zone database of this machine.',
  E_UNEXPECTED: 'An error that eventloom did not foresee; a bug worth reporting.',
} as const
