import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../platform/errors.ts'
import { projectRoot } from '../../platform/project-root.ts'
import type { MadePaper, MakeOrder } from './kit/make-worker.ts'
import type { PaperText } from './kit-paper.ts'

/** What a paper can be made as: to edit, or to send. */
export const paperFormats = ['docx', 'pdf'] as const
export type PaperFormat = (typeof paperFormats)[number]

// In the bundle this module stands elsewhere than its worker, which always runs from the sources.
const workerFile = join(projectRoot, 'features/partnerships/kit/make-worker.ts')

type Waiting = { resolve: (made: MadePaper) => void; reject: (error: Error) => void }
const waiting = new Map<number, Waiting>()
const mostWaiting = 20
let worker: Worker | null = null
let asked = 0

function startWorker(): Worker {
  const started = new Worker(workerFile)
  started.on('message', (made: MadePaper) => {
    waiting.get(made.id)?.resolve(made)
    waiting.delete(made.id)
    // Nothing left to do: the process may end, and the next paper finds the worker ready.
    if (waiting.size === 0) started.unref()
  })
  const end = (error: Error) => {
    if (worker === started) worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  started.on('error', end)
  started.on('exit', (code) => end(new Error(`the maker of papers ended with ${code}`)))
  return started
}

/** Draws a paper as a file, off the thread that answers requests; one worker serves all, one paper after another. */
export async function makePaper(text: PaperText, format: PaperFormat, now: Date): Promise<Uint8Array<ArrayBuffer>> {
  if (waiting.size >= mostWaiting) throw new AppError('too_many', 'kit_busy')
  worker ??= startWorker()
  const maker = worker
  maker.ref()
  const id = ++asked
  const { bytes } = await new Promise<MadePaper>((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    maker.postMessage({ id, text, format, madeAt: Math.floor(now.getTime() / 1000) } satisfies MakeOrder)
  })
  if (!bytes) throw new AppError('invalid', 'kit_not_drawn')
  return Uint8Array.from(bytes)
}
