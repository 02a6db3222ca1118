/**
 * Takes what comes and answers as shortly as the protocol allows: `http` or `tcp`. With `parse` it reads the events, as
 * servers do: bodies, or lines, as JSON.
 */
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'

const [, , kind, parse] = process.argv

const http = () =>
  createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks = []
    request.on('data', (chunk) => {
      if (parse) chunks.push(chunk)
    })
    request.on('end', () => {
      if (parse) JSON.parse(Buffer.concat(chunks).toString())
      response.writeHead(201, { 'content-length': 0 }).end()
    })
  })

const tcp = () =>
  createTcpServer((socket) => {
    let rest = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      if (!parse) return
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      for (const line of lines) JSON.parse(line)
    })
  })

const listening = { http, tcp }[kind]()
listening.listen(0, '127.0.0.1', () => process.send(listening.address().port))
