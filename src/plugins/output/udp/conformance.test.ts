import { createSocket, type Socket } from 'node:dgram'
import { outputConformance } from '../../../../test/conformance/output.ts'
import udp from './index.ts'

let receiver: Socket | undefined
let port = 0
let received: string[] = []

async function listen(): Promise<void> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4_000_000 })
  socket.on('message', (message) => received.push(message.toString()))
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve))
  port = socket.address().port
  receiver = socket
}

async function kill(): Promise<void> {
  const closing = receiver!
  receiver = undefined
  await new Promise<void>((resolve) => closing.close(resolve))
}

const CUT = 'there is no connection to cut'

outputConformance('udp', {
  plugin: udp,
  up: listen,
  down: kill,
  crash: { kill, resume: listen },
  exempt: {
    'server gone': CUT,
    'server gone mid-batch': CUT,
    'answers lost': 'there are no answers',
    slow: 'nobody waits for a receiver',
    'bad credentials': 'there are none',
    'target missing': 'a port is all there is',
    'bytes exact': 'some of the texts do not fit into a datagram',
    ids: 'a datagram has no name',
  },
  async target() {
    received = []
    return {
      // As fast as a receiver in the same process reads.
      options: { host: '127.0.0.1', port, separator: '', rate: 20_000 },
      arrived: async () => received,
      poison: (n) => (n % 2 === 0 ? `lone half \ud800 ${n}` : 'x'.repeat(70_000)),
    }
  },
})
