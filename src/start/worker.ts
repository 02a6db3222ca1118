import { parentPort, workerData } from 'node:worker_threads'
import { bundle } from './bundle.ts'

if (parentPort) void bundle.workers.work(parentPort, workerData)
