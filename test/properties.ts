import fc from 'fast-check'

/**
 * Property tests draw the same cases at every run, so that a red run can be run again. New cases:
 * EVENTLOOM_TEST_SEED=random, or a number; fast-check prints the seed of what failed.
 */
const asked = process.env.EVENTLOOM_TEST_SEED ?? '20261122'
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) })
