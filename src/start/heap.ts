/** How much the heap of long-lived objects may grow until it is collected, percent of what lives. */
const GROWTH = 30

/**
 * Milliseconds after which V8 is told: after the first event, which cannot wait, and after worker threads have read
 * their compiled code, which V8 refuses from then on.
 */
const SOON = 1000

/**
 * Keeps a long run small. Most of a stream dies young, but what happens to outlive two collections waits for a rare
 * great one, and V8 lets four times of what lives gather first, as programs that keep what they make want it. In a
 * run of 10⁷ events the process peaked at 166 MB with that, and at 123 MB with this, for 2 % more work.
 */
export function keepHeapSmall(): void {
  setTimeout(async () => {
    const { setFlagsFromString } = await import('node:v8')
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`)
  }, SOON).unref()
}
