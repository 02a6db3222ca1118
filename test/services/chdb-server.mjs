/**
 * The HTTP interface of ClickHouse, as far as inserts and queries need it, before chDB: the engine of a current
 * release, which is to be had as a package, while the server itself is not.
 * Arguments: node_modules with chdb, port, data folder, user, password.
 */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'

const [modules, port, data, user, password] = process.argv.slice(2)
const { Session } = createRequire(`${modules}/`)('chdb')
const session = new Session(data)
/** Requests of HTTP that are no settings of the query. */
const OWN = new Set(['query', 'database'])
const STATUS = { 60: 404, 62: 400, 81: 404, 516: 403 }
let last = Promise.resolve()

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/ping') return response.end('Ok.\n')
  const body = await text(request).catch(() => undefined)
  if (body === undefined) return
  const given = url.searchParams.get('query')
  const settings = [...url.searchParams].filter(([name]) => !OWN.has(name))
  const turn = last.then(() => answer(request, response, given, body, settings))
  last = turn.catch(() => undefined)
}).listen(Number(port), '127.0.0.1')

async function answer(request, response, given, body, settings) {
  try {
    const { 'x-clickhouse-user': name, 'x-clickhouse-key': key } = request.headers
    if (name !== user || key !== password) throw new Error('Code: 516. DB::Exception: Authentication failed')
    let sql = given === null ? body : `${given}\n${body}`
    if (settings.length > 0) {
      const list = settings.map(([each, value]) => `${each}='${value.replaceAll("'", "\\'")}'`).join(', ')
      sql = sql.replace(/^(INSERT INTO \S+)/, `$1 SETTINGS ${list}`)
    }
    const empty = given !== null && body === '' && /^INSERT/.test(sql)
    const result = empty
      ? session.query(`EXISTS TABLE ${/INTO (\S+)/.exec(sql)[1]}`)
      : session.query(sql, 'TSV')
    response.end(String(result ?? ''))
  } catch (error) {
    const said = String(error.message)
    const code = error.clickhouseCode ?? /Code: (\d+)/.exec(said)?.[1] ?? 1002
    response.writeHead(STATUS[code] ?? 500, { 'x-clickhouse-exception-code': String(code) })
    response.end(said.startsWith('Code') ? said : `Code: ${code}. ${said}`)
  }
}
