import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TemplateFiles, templateName } from './template-files.ts'

let directory: string
let files: TemplateFiles

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'eventloom-files-'))
  await mkdir(join(directory, 'sub'))
  const contents = {
    'a.jinja': `{% from 'sub/m.jinja' import x %}{%- include ["b.jinja", 'absent.jinja'] if y else 'c.jinja' -%}{% import name as y %}`,
    'sub/m.jinja': `{% extends "sub/base.jinja" %}{% include '../outside' %}{% include "/etc/hostname" %}`,
    'sub/base.jinja': `{% import 'a.jinja' as again %}`,
    'b.jinja': "plain{# {% import 'alone.jinja' as old %} #}",
    'alone.jinja': '',
    'c.jinja': 'c',
  }
  for (const [name, text] of Object.entries(contents)) await writeFile(join(directory, name), text)
  await writeFile(join(directory, 'latin.jinja'), Uint8Array.of(0xe9))
  files = new TemplateFiles(directory)
})

afterAll(() => rm(directory, { recursive: true }))

test('follows what templates name, in circles too, and stays in the project', () => {
  expect([...files.reachable(['a.jinja']).keys()]).toEqual([
    'a.jinja',
    'sub/m.jinja',
    'b.jinja',
    'c.jinja',
    'sub/base.jinja',
  ])
  expect(files.reachable(['alone.jinja']).get('alone.jinja')).toBe('')
  expect(files.reachable(['absent.jinja']).size).toBe(0)
})

test('a file is read once', async () => {
  expect(files.load('b.jinja')).toMatch(/^plain/)
  await writeFile(join(directory, 'b.jinja'), 'changed')
  expect(files.load('b.jinja')).toMatch(/^plain/)
  expect(files.load('sub')).toBeUndefined()
})

test('a file that is not UTF-8 is refused', () => {
  expect(() => files.load('latin.jinja')).toThrow(
    expect.objectContaining({ code: 'E_TEMPLATE_READ', at: { file: 'latin.jinja' } }),
  )
})

test('one file has one name', () => {
  expect(['./a//b.jinja', 'a/./b.jinja', 'a/b.jinja'].map(templateName)).toEqual(Array(3).fill('a/b.jinja'))
})
