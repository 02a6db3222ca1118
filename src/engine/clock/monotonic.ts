/** Milliseconds of the machine's monotonic clock. Node takes 3 ms of each start to load `performance`, which tells the same. */
export function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}
