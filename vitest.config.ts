import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          setupFiles: ['test/properties.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/build.ts'],
          setupFiles: ['test/properties.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
})
