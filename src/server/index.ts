/** The HTTP service, a thin adapter over the application. */
export { type ServerParameters, serverParameters } from './limits.ts'
export { server } from './server.ts'
