import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificates } from './certificates.ts'
import { daemon, freePort } from './daemon.ts'
import { debianPackages } from './install.ts'
import type { Service } from './service.ts'

const USER = { username: 'loom', password: 's3cret' }

/** The server and the libraries that Debian 12 builds it against. */
const PACKAGES = [
  'clickhouse-server',
  'clickhouse-common',
  'libcapnp-0.9.2',
  'libcctz2',
  'libcpuinfo0',
  'libdouble-conversion3',
  'libfarmhash0',
  'libjemalloc2',
  'libltdl7',
  'libmariadb3',
  'libmetrohash1',
  'libodbc2',
  'libpcre3',
  'libpococrypto80',
  'libpocodata80',
  'libpocodataodbc80',
  'libpocofoundation80',
  'libpocojson80',
  'libpocomongodb80',
  'libpoconet80',
  'libpoconetssl80',
  'libpocoutil80',
  'libpocoxml80',
  'librdkafka1',
  'libre2-9',
]

const programs = () => debianPackages('clickhouse-18.16.1', PACKAGES)

/** Debian's clickhouse-server: an old release, but the real server with its HTTP interface, users and TLS. */
export const clickhouse: Service = {
  name: 'clickhouse',
  async install() {
    await programs()
  },
  async start() {
    const installed = await programs()
    const folder = mkdtempSync(join(tmpdir(), 'eventloom-clickhouse-'))
    const { ca, server } = await certificates(folder)
    const port = await freePort()
    const tlsPort = await freePort()
    writeFileSync(
      join(folder, 'config.xml'),
      `<yandex>
  <logger><level>error</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${port}</http_port>
  <https_port>${tlsPort}</https_port>
  <tcp_port>${await freePort()}</tcp_port>
  <openSSL><server>
    <certificateFile>${server.cert}</certificateFile>
    <privateKeyFile>${server.key}</privateKeyFile>
    <verificationMode>none</verificationMode>
    <disableProtocols>sslv2,sslv3</disableProtocols>
  </server></openSSL>
  <path>${folder}/data/</path>
  <tmp_path>${folder}/tmp/</tmp_path>
  <users_config>${folder}/users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <mark_cache_size>67108864</mark_cache_size>
</yandex>`,
    )
    writeFileSync(
      join(folder, 'users.xml'),
      `<yandex>
  <profiles><default/><readonly><readonly>1</readonly></readonly></profiles>
  <quotas><default/></quotas>
  <users>
    <${USER.username}>
      <password>${USER.password}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile><quota>default</quota>
    </${USER.username}>
    <reader>
      <password>${USER.password}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>readonly</profile><quota>default</quota>
    </reader>
  </users>
</yandex>`,
    )
    const libraries = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'].map((part) =>
      join(installed, part),
    )
    const process = daemon({
      command: join(installed, 'usr/sbin/clickhouse-server'),
      args: [`--config-file=${join(folder, 'config.xml')}`],
      env: { LD_LIBRARY_PATH: libraries.join(':') },
      cwd: folder,
      ready: async () => (await fetch(`http://127.0.0.1:${port}/ping`)).ok,
    })
    await process.start()
    return {
      address: { host: '127.0.0.1', port, tlsPort, ca, ...USER },
      kill: () => process.end(),
      resume: () => process.start(),
      async stop() {
        await process.end()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}
