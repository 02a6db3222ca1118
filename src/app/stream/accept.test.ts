import { expect, test } from 'vitest'
import { framingFor } from './accept.ts'

test.each([
  [undefined, 'text/event-stream'],
  ['', 'text/event-stream'],
  ['*/*', 'text/event-stream'],
  ['text/*', 'text/event-stream'],
  ['application/x-ndjson', 'application/x-ndjson'],
  ['application/*', 'application/x-ndjson'],
  ['TEXT/CSV', 'text/csv'],
  ['text/csv;q=0.5, application/x-ndjson;q=0.9', 'application/x-ndjson'],
  ['text/csv, text/event-stream;q=0', 'text/csv'],
  // The specific range decides, wherever it stands.
  ['*/*, text/event-stream;q=0.1', 'application/x-ndjson'],
  ['image/png, */*;q=0.1', 'text/event-stream'],
  ['image/png', undefined],
  ['application/vnd.apache.arrow.stream', 'application/vnd.apache.arrow.stream'],
  ['application/vnd.apache.arrow.stream;q=0.2, text/*;q=0.1', 'application/vnd.apache.arrow.stream'],
  ['text/csv;q=0', undefined],
  ['text/csv;q=nonsense', undefined],
])('Accept: %s', (accept, expected) => {
  expect(framingFor(accept)?.contentType).toBe(expected)
})
