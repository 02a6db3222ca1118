/** Takes what comes and answers as shortly as the protocol allows: `http` or `tcp`. */
import { createServer } from 'node:http'
import { createServer as createTcpServer } from 'node:net'

const http = () =>
  createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume()
    request.on('end', () => response.writeHead(201, { 'content-length': 0 }).end())
  })
const tcp = () => createTcpServer((socket) => void socket.resume().on('error', () => undefined))

const listening = { http, tcp }[process.argv[2]]()
listening.listen(0, '127.0.0.1', () => process.send(listening.address().port))
