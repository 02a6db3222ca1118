/** The face of the application for its own worker threads. */
export { work } from './workers/work.ts'
