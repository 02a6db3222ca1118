import { execFile } from 'node:child_process'
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { certificates } from './certificates.ts'
import { daemon, freePort } from './daemon.ts'
import { mavenFile, mavenJars, once } from './install.ts'
import type { Service } from './service.ts'

const VERSION = '2.19.1'
const SECURITY = `${VERSION}.0`
const USER = { username: 'admin', password: 'admin' }
/** A user of the demonstration who may read everything, and write nothing; the password is the name. */
const READER = 'readall'
const MAIN = resolve('test/services/OpenSearchNode.java')
const run = promisify(execFile)

/** What the distribution has in its folder `modules`, as far as tests need it, with the class that opens each. */
const MODULES = {
  'transport-netty4': 'org.opensearch.transport.Netty4Plugin',
  'ingest-common': 'org.opensearch.ingest.common.IngestCommonPlugin',
}

/** A home folder like that of the distribution, put together from the artifacts it is made of. */
async function home(): Promise<string> {
  const server = await mavenJars(`opensearch-jars-${VERSION}`, [
    `org.opensearch:opensearch:${VERSION}`,
    `org.opensearch:opensearch-plugin-classloader:${VERSION}`,
    `org.opensearch.plugin:transport-netty4-client:${VERSION}`,
    `org.opensearch:opensearch-grok:${VERSION}`,
    `org.opensearch:opensearch-dissect:${VERSION}`,
    'org.apache.logging.log4j:log4j-core:2.21.0',
  ])
  return await once(`opensearch-${VERSION}`, async (folder) => {
    const place = (part: string) => {
      const path = join(folder, part)
      mkdirSync(path, { recursive: true })
      return path
    }
    for (const [name, main] of Object.entries(MODULES)) {
      writeFileSync(
        join(place(`modules/${name}`), 'plugin-descriptor.properties'),
        `description=${name}\nversion=${VERSION}\nname=${name}\nclassname=${main}\njava.version=11\nopensearch.version=${VERSION}\n`,
      )
    }
    // A class that is in two folders is refused, so each jar goes to exactly one.
    for (const jar of readdirSync(server).filter((each) => each.endsWith('.jar'))) {
      const part = /netty/.test(jar)
        ? 'modules/transport-netty4'
        : /grok|dissect|joni|jcodings/.test(jar)
          ? 'modules/ingest-common'
          : 'lib'
      linkSync(join(server, jar), join(place(part), jar))
    }
    await mavenFile(`org.opensearch.plugin:ingest-common:${VERSION}:jar`, place('modules/ingest-common'))
    const security = place('plugins/opensearch-security')
    await mavenFile(`org.opensearch.plugin:opensearch-security:${SECURITY}:zip`, security)
    const zip = join(security, `opensearch-security-${SECURITY}.zip`)
    await run('jar', ['xf', zip], { cwd: security })
    rmSync(zip)
  })
}

/** OpenSearch, one node, with its security plugin: TLS and a password, as in the wild. */
export const opensearch: Service = {
  name: 'opensearch',
  async install() {
    await home()
  },
  async start() {
    const installed = await home()
    const folder = mkdtempSync(join(tmpdir(), 'eventloom-opensearch-'))
    const config = join(folder, 'config')
    cpSync(join(installed, 'plugins/opensearch-security/config'), join(config, 'opensearch-security'), {
      recursive: true,
    })
    const { ca } = await certificates(config)
    const port = await freePort()
    const tls = (layer: string) =>
      [
        ['pemcert_filepath', 'server.pem'],
        ['pemkey_filepath', 'server.key'],
        ['pemtrustedcas_filepath', 'ca.pem'],
      ].map(([key, file]) => `plugins.security.ssl.${layer}.${key}: ${file}`)
    writeFileSync(
      join(config, 'opensearch.yml'),
      [
        'network.host: 127.0.0.1',
        `http.port: ${port}`,
        `transport.port: ${await freePort()}`,
        'discovery.type: single-node',
        'node.processors: 2',
        `path.data: ${join(folder, 'data')}`,
        `path.logs: ${join(folder, 'logs')}`,
        'cluster.routing.allocation.disk.threshold_enabled: false',
        ...tls('transport'),
        ...tls('http'),
        'plugins.security.ssl.transport.enforce_hostname_verification: false',
        'plugins.security.ssl.http.enabled: true',
        'plugins.security.allow_default_init_securityindex: true',
        'plugins.security.authcz.admin_dn: ["CN=client"]',
        'plugins.security.restapi.roles_enabled: [all_access]',
      ].join('\n'),
    )
    const node = daemon({
      command: 'java',
      args: [
        '-Xmx768m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-cp',
        join(installed, 'lib/*'),
        MAIN,
        installed,
        config,
      ],
      cwd: folder,
      ready: () => answers(port, readFileSync(ca)),
      patience: 240,
    })
    await node.start()
    return {
      address: { url: `https://127.0.0.1:${port}`, ca, reader: READER, ...USER },
      kill: () => node.end(),
      resume: () => node.start(),
      async stop() {
        await node.end()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

/** It knows its users and all its shards are there. */
function answers(port: number, ca: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const auth = `${USER.username}:${USER.password}`
    const path = '/_cluster/health?wait_for_status=yellow&timeout=1s'
    const sent = request({ host: '127.0.0.1', port, path, auth, ca }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    sent.on('error', () => resolve(false)).end()
  })
}
