import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FRAMINGS, framingFor, readConfig, streamedModels } from '../app/index.ts'
import { type Problem, problemsOf, renderProblem } from '../kernel/index.ts'
import { unprocessable } from './errors.ts'
import type { ServerParameters } from './limits.ts'
import { describeApi, operations } from './openapi.ts'
import { Streams } from './streams.ts'

/**
 * The HTTP service: models, their streams, and a page that describes both. Listens to nothing yet.
 * @param onError told of each stream that could not start or broke
 */
export async function server(
  limits: ServerParameters,
  version: string,
  onError: (problem: Problem) => void,
): Promise<FastifyInstance> {
  const { fastify } = await import('fastify')
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1 << 20 })
  const streams = new Streams(limits)
  const models = await streamedModels()

  // Requests are read against a model's own definition; the schemas of routes only describe them.
  app.setValidatorCompiler(() => () => true)
  // A client need not say that it sends JSON.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
  app.setNotFoundHandler((_, reply) => reply.code(404).send({ detail: 'Not Found' }))
  app.setErrorHandler((error: { statusCode?: number; message: string }, _, reply) =>
    reply.code(error.statusCode ?? 500).send({ detail: error.message }),
  )
  app.addHook('preClose', async () => streams.stop())

  await describeApi(app, version)
  app.get('/', { schema: operations.health }, () => ({
    status: 'healthy',
    version,
    generators_available: models.length,
  }))
  app.get('/generators', { schema: operations.generators }, () => models)
  const stream = (name: string) => (request: FastifyRequest, reply: FastifyReply) =>
    answer(streams, name, request, reply, onError)
  for (const model of models)
    app.post(`/stream/${model.name}`, { schema: operations.stream(model) }, stream(model.name))
  app.post<{ Params: { name: string } }>('/stream/:name', { schema: { hide: true } }, ({ params }, reply) =>
    reply.code(404).send({ detail: `Unknown generator: ${params.name}` }),
  )
  return app
}

async function answer(
  streams: Streams,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
  onError: (problem: Problem) => void,
): Promise<unknown> {
  const body = parsed(request.body)
  if (!body.ok) return reply.code(422).send({ detail: [body.problem] })
  const read = await readConfig(name, body.value)
  if (!read.ok) return reply.code(422).send(unprocessable(read.problems))
  const framing = framingFor(request.headers.accept)
  if (!framing) {
    const offered = FRAMINGS.map(({ contentType }) => contentType).join(', ')
    return reply.code(406).send({ detail: `Not Acceptable: this stream can be had as ${offered}` })
  }
  if (streams.full) {
    return reply.code(503).header('Retry-After', '1').send({ detail: 'Too many streams: try again later' })
  }
  reply.hijack()
  try {
    await streams.send(name, read, framing, reply.raw)
  } catch (error) {
    const problems = problemsOf(error)
    const detail = problems.map(renderProblem).join('; ')
    // Once the headers are out, a connection that breaks off is the only way to say that this is no end.
    if (reply.raw.headersSent) reply.raw.destroy()
    else reply.raw.writeHead(500, { 'Content-Type': 'application/json' }).end(JSON.stringify({ detail }))
    problems.forEach(onError)
  }
  return reply
}

/** An empty body asks for the defaults. */
function parsed(body: unknown) {
  if (body === undefined || body === null || body === '') return { ok: true, value: {} } as const
  try {
    const value: unknown = JSON.parse(body as string)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ok: true, value } as const
    const problem = { loc: ['body'], msg: 'the config must be a JSON object', type: 'dict_type' }
    return { ok: false, problem } as const
  } catch (error) {
    const problem = {
      loc: ['body'],
      msg: `JSON decode error: ${(error as Error).message}`,
      type: 'json_invalid',
    }
    return { ok: false, problem } as const
  }
}
