import { afterEach, expect, test } from 'vitest'
import { cleanUp, produce, texts } from './test-project.ts'

afterEach(cleanUp)

test('is refused unless the run is trusted', async () => {
  const { failed } = await produce(await texts('all', { a: "{{ subprocess.run('echo hi').stdout }}" }), 1)
  expect(failed[0]?.[1]).toMatchObject({
    code: 'E_SUBPROCESS_FORBIDDEN',
    hint: expect.stringContaining('--allow-subprocess'),
  })
})

test('gives what the command said, and how it ended', async () => {
  const body = `{% set r = subprocess.run('printf $A; printf oops >&2; exit 3', env={'A': 'é'}) %}{{ r.stdout }}|{{ r.stderr }}|{{ r.exit_code }}`
  const { events, failed } = await produce(await texts('all', { a: body }, {}, { trusted: true }), 1)
  expect(failed).toEqual([])
  expect(events).toEqual(['é|oops|3'])
})

test.skipIf(process.platform === 'win32')('ends a command that takes too long', async () => {
  const source = await texts(
    'all',
    { a: "{{ subprocess.run('sleep 20', timeout=0.2) }}" },
    {},
    { trusted: true },
  )
  expect((await produce(source, 1)).failed[0]?.[1]).toMatchObject({
    code: 'E_TEMPLATE_RENDER',
    message: expect.stringContaining('timed out after 0.2 seconds'),
  })
})

test('refuses output that is not UTF-8, and arguments of the wrong type', async () => {
  const bodies = [
    String.raw`{{ subprocess.run("printf '\\377'") }}`,
    '{{ subprocess.run(1) }}',
    "{{ subprocess.run('true', env=1) }}",
    "{{ subprocess.run('true', timeout='x') }}",
    "{{ subprocess.run('true', cwd='/nowhere/at/all') }}",
  ]
  for (const body of bodies) {
    const { failed } = await produce(await texts('all', { a: body }, {}, { trusted: true }), 1)
    expect(failed[0]?.[1]).toMatchObject({ code: 'E_TEMPLATE_RENDER' })
  }
})
