#!/usr/bin/env node
import module from 'node:module'

// Node 22.8 and later keep compiled code between runs, which a quick start is made of.
;(module as { enableCompileCache?: () => unknown }).enableCompileCache?.()

const { commandLine } = await import('./command-line.ts')
await commandLine()
