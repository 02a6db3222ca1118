import type { EventSource, Log, Micros } from '../../kernel/index.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Lining } from './lining.ts'
import { DistortStage, type OpenedDistortion } from './stage.ts'

/** The parts of an opened project that concern what goes wrong. */
export interface Distorting {
  readonly event: EventSource
  readonly distortions: readonly OpenedDistortion[]
  readonly ledger: Ledger | undefined
  readonly lining?: Lining
}

/** The stage of a run, and the model told of it; undefined for a project in which nothing goes wrong. */
export function openStage(
  { event, distortions, ledger, lining }: Distorting,
  origin: () => Micros,
  log: Log,
  onFailure: (error: unknown) => void,
): DistortStage | undefined {
  if (distortions.length === 0 && !ledger) return undefined
  const { fields, fresh = false, parameters = {} } = event
  const stage = new DistortStage({
    distortions,
    fields,
    fresh,
    parameters,
    ledger,
    lining,
    origin,
    log,
    onFailure,
  })
  const { helm } = stage
  if (helm) event.steer?.(helm.parameters, (parameter, set, time) => helm.value(parameter, set, time))
  return stage
}
