import { chdb } from './chdb.ts'
import { clickhouse } from './clickhouse.ts'
import { kafka } from './kafka.ts'
import { opensearch } from './opensearch.ts'
import { postgres } from './postgres.ts'
import type { Service } from './service.ts'

/** Every server by name. A new one is a file beside this and a line here. */
export const services: Readonly<Record<string, Service>> = Object.fromEntries(
  [chdb, clickhouse, kafka, opensearch, postgres].map((service) => [service.name, service]),
)
