import type { FastifyInstance, FastifySchema } from 'fastify'
import { FRAMINGS, type StreamedModel } from '../app/index.ts'

/** OpenAPI at /openapi.json, and a page that shows it at /docs. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  const { default: swagger } = await import('@fastify/swagger')
  const { default: page } = await import('@fastify/swagger-ui')
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'eventloom',
        version,
        description: 'Streams of simulated records, labelled and reproducible, one call a stream.',
      },
    },
  })
  await app.register(page, { routePrefix: '/docs' })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

const text = { type: 'string' }
const bytes = { type: 'string', format: 'binary' }
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties })
const problems = object({
  detail: {
    type: 'array',
    items: object({ loc: { type: 'array', items: {} }, msg: text, type: text }),
  },
})

/** What each route takes and gives. */
export const operations = {
  health: {
    summary: 'Is the service well?',
    response: { 200: object({ status: text, version: text, generators_available: { type: 'integer' } }) },
  },
  generators: {
    summary: 'The models that can be streamed, each with the JSON Schema of its config.',
    response: {
      200: {
        type: 'array',
        items: object({
          name: text,
          description: text,
          config_schema: { type: 'object', additionalProperties: true },
        }),
      },
    },
  },
  stream: (model: StreamedModel): FastifySchema => ({
    summary: `Stream ${model.name}`,
    description: model.description,
    body: model.config_schema,
    response: {
      200: {
        description: 'One record a frame, until the run is complete.',
        content: Object.fromEntries(
          FRAMINGS.map(({ contentType, binary }) => [contentType, { schema: binary ? bytes : text }]),
        ),
      },
      406: object({ detail: text }),
      422: problems,
      503: object({ detail: text }),
    },
  }),
}
