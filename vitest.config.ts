import { defineConfig } from 'vitest/config'

/** Tests against real servers, which come up first: `npm run test:servers`. */
const SERVERS = '**/*.server.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          globalSetup: ['test/oracle.ts'],
          exclude: [SERVERS],
          setupFiles: ['test/properties.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['test/**/*.test.ts'],
          exclude: [SERVERS],
          globalSetup: ['test/build.ts'],
          setupFiles: ['test/properties.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'servers',
          include: [`{src,test}/${SERVERS}`],
          globalSetup: ['test/build.ts'],
          setupFiles: ['test/properties.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          // A server on a busy machine may come too late once; what fails twice is a fault.
          retry: 1,
        },
      },
    ],
  },
})
