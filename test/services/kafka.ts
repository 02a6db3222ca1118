import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { certificates } from './certificates.ts'
import { daemon, freePort } from './daemon.ts'
import { mavenJars } from './install.ts'
import type { Service } from './service.ts'

const VERSION = '3.9.1'
const run = promisify(execFile)

/** The broker and its command line tools. */
export const kafkaJars = () =>
  mavenJars(`kafka-${VERSION}`, [
    `org.apache.kafka:kafka_2.13:${VERSION}`,
    `org.apache.kafka:kafka-tools:${VERSION}`,
    'org.slf4j:slf4j-nop:1.7.36',
  ])

const PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'] as const
const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']
const USER = { username: 'loom', password: 's3cret' }
/** A user with the same password who may do what nobody forbids; the others may do everything. */
const READER = 'reader'

/**
 * Apache Kafka in KRaft mode, one node, with a listener of each kind. That at port `inner` tells clients that it is at
 * port `outer`, where a proxy can stand.
 */
export const kafka: Service = {
  name: 'kafka',
  async install() {
    await kafkaJars()
  },
  async start() {
    const jars = join(await kafkaJars(), '*')
    const folder = mkdtempSync(join(tmpdir(), 'eventloom-kafka-'))
    const { ca, server, client } = await certificates(folder)
    const keystore = join(folder, 'keystore.pem')
    writeFileSync(keystore, readFileSync(server.key, 'utf8') + readFileSync(server.cert, 'utf8'))
    const ports = await Promise.all(PROTOCOLS.map(freePort))
    const [controller, inner, outer] = [await freePort(), await freePort(), await freePort()]
    const own = PROTOCOLS.map((name, i) => `${name}://127.0.0.1:${ports[i]}`)
    // A broker tells its clients where it is; behind a proxy that must be the address of the proxy.
    const listeners = [...own, `PROXIED://127.0.0.1:${inner}`].join(',')
    const advertised = [...own, `PROXIED://127.0.0.1:${outer}`].join(',')
    const jaas = (protocol: string) =>
      MECHANISMS.map((mechanism) => {
        const login =
          mechanism === 'PLAIN'
            ? `plain.PlainLoginModule required user_${USER.username}="${USER.password}" user_${READER}="${USER.password}"`
            : 'scram.ScramLoginModule required'
        return `listener.name.${protocol}.${mechanism.toLowerCase()}.sasl.jaas.config=org.apache.kafka.common.security.${login};`
      })
    const settings = join(folder, 'server.properties')
    writeFileSync(
      settings,
      [
        'process.roles=broker,controller',
        'node.id=1',
        `controller.quorum.voters=1@127.0.0.1:${controller}`,
        `listeners=${listeners},CONTROLLER://127.0.0.1:${controller}`,
        `advertised.listeners=${advertised}`,
        'controller.listener.names=CONTROLLER',
        `listener.security.protocol.map=CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT,${PROTOCOLS.map((name) => `${name}:${name}`).join(',')}`,
        `sasl.enabled.mechanisms=${MECHANISMS.join(',')}`,
        ...jaas('sasl_plaintext'),
        ...jaas('sasl_ssl'),
        'ssl.keystore.type=PEM',
        `ssl.keystore.location=${keystore}`,
        'ssl.truststore.type=PEM',
        `ssl.truststore.location=${ca}`,
        'ssl.client.auth=requested',
        'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
        'allow.everyone.if.no.acl.found=true',
        `super.users=User:ANONYMOUS;User:${USER.username}`,
        `log.dirs=${join(folder, 'data')}`,
        'num.partitions=3',
        'auto.create.topics.enable=false',
        'offsets.topic.replication.factor=1',
        'offsets.topic.num.partitions=1',
        'transaction.state.log.replication.factor=1',
        'transaction.state.log.min.isr=1',
        'transaction.state.log.num.partitions=1',
        'transaction.abort.timed.out.transaction.cleanup.interval.ms=500',
        'group.initial.rebalance.delay.ms=0',
      ].join('\n'),
    )
    const scram = MECHANISMS.slice(1).flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${USER.username},password=${USER.password}]`,
    ])
    const format = [
      '-cp',
      jars,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      'ZXZlbnRsb29tLXRlc3RzIQ',
      '-c',
      settings,
    ]
    await run('java', [...format, ...scram], { cwd: folder })
    const broker = daemon({
      command: 'java',
      args: ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', jars, 'kafka.Kafka', settings],
      cwd: folder,
      ready: () => listens(ports.at(-1)!),
      patience: 180,
    })
    await broker.start()
    const [plain, sasl, ssl, saslSsl] = ports.map((port) => `127.0.0.1:${port}`) as [
      string,
      string,
      string,
      string,
    ]
    return {
      address: {
        inner,
        outer,
        reader: READER,
        plain,
        sasl,
        ssl,
        saslSsl,
        ca,
        cert: client.cert,
        key: client.key,
        ...USER,
      },
      kill: () => broker.end(),
      resume: () => broker.start(),
      async stop() {
        await broker.end()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

/** A broker opens its listeners when it is ready to serve. */
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
