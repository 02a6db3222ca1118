#!/usr/bin/env node
import { bundle, kept } from '../start/bundle.ts'
import { keepHeapSmall } from '../start/heap.ts'

void bundle.cli.commandLine()
// V8 refuses code that it wrote when told other things than when it reads it.
void kept.then(keepHeapSmall)
