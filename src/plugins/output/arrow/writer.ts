import type { Output, OutputContext } from '../../../kernel/index.ts'
import { rollingOutput } from '../../columns/rolling.ts'
import type { ArrowOptions } from './index.ts'
import { loadIpc } from './ipc.ts'

export async function arrowOutput(options: ArrowOptions, context: OutputContext): Promise<Output> {
  const open = await loadIpc('the output arrow')
  return rollingOutput(options, context, (columns, file) =>
    open(options.ipc, columns, (bytes) => file.append(bytes)),
  )
}
