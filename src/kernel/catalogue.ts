/** The error codes that the kernel raises, and what each means. */
export const KERNEL_ERRORS = {
  E_OPTION_UNKNOWN: 'An option is not one of those that exist at this place.',
  E_OPTION_MISSING: 'A required option was not given.',
  E_OPTION_INVALID: 'An option has a value of the wrong type or out of its bounds.',
  E_YAML_ALIAS: 'An alias of a YAML file has no anchor, contains itself or stands for too much.',
  E_YAML_CHARACTER: 'A YAML file holds a character that may not stand there.',
  E_YAML_DEPTH: 'A YAML file nests deeper than eventloom reads.',
  E_YAML_DOCUMENTS: 'A YAML file holds more than one document.',
  E_YAML_DOTTED: 'A dotted key contradicts another spelling of the same path.',
  E_YAML_DUPLICATE: 'A key is written twice in one mapping; a warning, the last one counts.',
  E_YAML_KEY: 'A list or mapping stands where a key should.',
  E_YAML_MERGE: 'Something else than mappings is merged with "<<".',
  E_YAML_SYNTAX: 'A file is not valid YAML.',
  E_YAML_TAG: 'A YAML file uses a tag that eventloom does not know.',
  E_YAML_VALUE: 'A value looks like a number or date but is none.',
  E_ZONE: 'A time zone name is not in the zone database of this machine.',
  E_UNEXPECTED: 'An error that eventloom did not foresee; a bug worth reporting.',
} as const
