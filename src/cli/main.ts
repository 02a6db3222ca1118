#!/usr/bin/env node
import { bundle } from '../start/bundle.ts'

void bundle.cli.commandLine()
