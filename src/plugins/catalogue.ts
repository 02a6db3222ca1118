/** The error codes that plugins raise, and what each means. Sorted. */
export const PLUGIN_ERRORS = {
  E_COMPRESSION_UNSUPPORTED: 'This version of Node.js lacks the compression that an option names.',
  E_ENCODING_UNSUPPORTED: 'There is no table for the text encoding that an option names.',
  E_EVENT_NOT_JSON: 'A formatter wants JSON and the event is something else.',
  E_EVENT_UNENCODABLE: 'An event holds a character that the text encoding of the output lacks.',
  E_EVENT_UNPRINTABLE: 'A record has no JSON form.',
  E_INPUT_FILE: 'A file that an input reads is missing, unreadable, or holds what cannot be used.',
  E_INPUT_LISTEN: 'An input cannot listen on its address: the port is in use, or not allowed.',
  E_INPUT_RANGE: 'A schedule ends before it starts.',
  E_OUTPUT_CLOSED: 'The reader of an output went away (a closed pipe).',
  E_OUTPUT_CONNECT: 'Nobody answers at the address of an output, or the connection broke.',
  E_OUTPUT_DENIED:
    'The destination of an output refuses the credentials, or the rights they have are not enough.',
  E_OUTPUT_EXPRESSION: 'An option that depends on the event (a topic, an index) has no usable value for one.',
  E_OUTPUT_INCOMPLETE:
    'An output that replaces a file as a whole could not write all of it, and left the old file alone.',
  E_OUTPUT_OPEN: 'An output cannot be opened: its file cannot be created, its destination is not there.',
  E_OUTPUT_REJECTED: 'The destination of an output refused events, and would refuse them again.',
  E_OUTPUT_SCHEMA: 'An event does not fit the columns of a file.',
  E_OUTPUT_SERVER: 'The destination of an output failed to take events, and says that it is its own fault.',
  E_OUTPUT_TARGET:
    'What an output writes to (a table, topic or index) is not there, or is not what the options say.',
  E_OUTPUT_THROTTLED: 'The destination of an output asked to slow down.',
  E_OUTPUT_UNSUPPORTED: 'The destination of an output is too old for what an option asks.',
  E_OUTPUT_WRITE: 'The system refused what an output wrote: the disk is full, a device failed.',
  E_PACKAGE_MISSING: 'An option needs a package that is not installed.',
  E_REPLAY_DECODE:
    'A line of a replayed file has bytes that are not of the encoding; its event fails, the replay goes on.',
  E_REPLAY_EMPTY: 'A replayed file holds no event.',
  E_REPLAY_READ: 'A replayed file cannot be read: it is missing, not allowed, damaged, or no text.',
  E_REPLAY_RECORD:
    'A line of a replayed file is no JSON, or a row does not fit the table; its event fails, the replay goes on.',
  E_SAMPLE: 'A sample of a template project cannot be read or is no table.',
  E_SCRIPT: 'A script raised an error in a call; the tick yields nothing.',
  E_SCRIPT_CRASH: 'The thread or process of a script ended in the middle of its work; it is started anew.',
  E_SCRIPT_LOAD: 'A script cannot be loaded: it is missing, wrong, or has no function to call.',
  E_SCRIPT_PYTHON: 'The command that runs Python scripts cannot be run.',
  E_SCRIPT_RESULT: 'A script returned something that is no event.',
  E_SCRIPT_TIMEOUT: 'A script did not come back in time; it is stopped and started anew.',
  E_SUBPROCESS_FORBIDDEN:
    'A template wants to run a command of the operating system, which the run does not allow.',
  E_TEMPLATE_READ: 'A template file exists but cannot be read or is not UTF-8.',
  E_TEMPLATE_REPICK: 'Templates asked for another template more often than they allowed for one timestamp.',
  E_TLS_FILE: 'A certificate or key that TLS options name is missing, unreadable, or does not fit.',
} as const
