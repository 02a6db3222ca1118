/** The error codes that the application raises, and what each means. */
export const APP_ERRORS = {
  E_MODEL_UNKNOWN: 'There is no model of that name to stream.',
  E_PARAMETER: 'A run parameter cannot be understood, or two of them do not go together.',
  E_PLUGIN_FILE: "A project's own plugin could not be loaded.",
  E_SCAFFOLD_EXISTS: 'The folder for a new project already holds something.',
  E_SCAFFOLD_TEMPLATE: 'There is no project template of that name.',
  E_SERVE: 'The HTTP service cannot listen where it was told to.',
  E_SECRET: 'A secret cannot be decrypted.',
  E_WORKER: 'A worker thread ended by itself.',
  W_PLUGIN: 'Not an error: something about a plugin that is probably a slip.',
} as const
