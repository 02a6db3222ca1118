/** The error codes that the engine raises, and what each means. Sorted. */
export const ENGINE_ERRORS = {
  E_ACCOUNT_UNBALANCED: 'The account of an output does not balance; a bug worth reporting.',
  E_CLOSE_FAILED: 'A plugin failed while it was being closed.',
  E_EVENT_FAILED: 'An event could not be produced, for a reason that the plugin did not foresee.',
  E_OUTPUT_TIMEOUT: 'A write took longer than the write timeout allows.',
  E_PARAM_MISSING: 'A project uses a parameter that was not supplied.',
  E_PLACEHOLDER_INVALID: 'A ${params…} or ${secrets…} of a project is not of the form ${params.NAME}.',
  E_PLACEHOLDER_UNKNOWN:
    'A ${…} of a project names neither a parameter nor a secret; a warning, it stays as it is.',
  E_PLUGIN_ENTRY: 'An entry of a project is not the name of one plugin with its options.',
  E_PLUGIN_OPEN: 'A plugin could not be opened, for a reason that it did not foresee.',
  E_PLUGIN_UNKNOWN: 'There is no plugin of that kind and name.',
  E_PROJECT_ENCODING: 'A project file is not UTF-8 text.',
  E_PROJECT_KEY: 'A project has a top-level key that does not exist, or lacks a required one.',
  E_PROJECT_MISSING: 'There is no project file at the given path.',
  E_PROJECT_PLUGINS: "A project's own plugins could not be made available.",
  E_PROJECT_READ: 'A project file exists but could not be read.',
  E_PROJECT_VALUE: 'A part of a project has the wrong shape.',
  E_RUN_ABANDONED: 'A run was told to stop at once; what was not delivered is dropped.',
  E_RUN_FAILED:
    'A plugin failed in the middle of a run, which ended early; what it had produced is delivered.',
  E_RUN_STOPPED: 'A run was told to stop; not an error.',
  E_RUN_TWICE: 'A run was started a second time.',
  E_SECRET_MISSING: 'A project uses a secret that does not exist.',
  E_SECRET_UNREADABLE: 'A secret that a project uses could not be read.',
} as const
