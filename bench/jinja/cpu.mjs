/** CPU seconds of this process that `run` took: a busy machine makes them no longer. */
export function cpuSeconds(run) {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
