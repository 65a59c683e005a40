import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { projectRoot } from '../../../platform/project-root.ts'
import type { PaperText } from '../kit-paper.ts'
import { toDocx } from './docx.ts'
import { toTypst } from './typst.ts'

/** What the worker is asked: a paper, and as what. */
export type MakeOrder = { id: number; text: PaperText; format: 'docx' | 'pdf'; madeAt: number }

/** What it answers: the file; null where the fonts have no sign for something that is in the text. */
export type MadePaper = { id: number; bytes: Uint8Array | null }

const fonts = join(projectRoot, 'node_modules/@expo-google-fonts/atkinson-hyperlegible-next')
let compiler: NodeCompiler | undefined

function toPdf(text: PaperText, madeAt: number): Uint8Array | null {
  compiler ??= NodeCompiler.create({
    fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
  })
  const made = compiler.compile({ mainFileContent: toTypst(text) })
  if (!made.result) throw new Error(String(made.takeDiagnostics()?.shortDiagnostics ?? 'no document'))
  try {
    return compiler.pdf(made.result, { pdfStandard: 'ua-1', creationTimestamp: madeAt })
  } catch (error) {
    // PDF/UA forbids a sign nobody can read; anything else is a mistake of ours, and is not kept quiet.
    if (String(error).includes('could not be displayed with font')) return null
    throw error
  } finally {
    compiler.evictCache(10)
  }
}

// The first paper takes a fifth of a second of one core, fonts and all: here it holds up nobody.
parentPort?.on('message', async ({ id, text, format, madeAt }: MakeOrder) => {
  const bytes = format === 'docx' ? await toDocx(text) : toPdf(text, madeAt)
  parentPort?.postMessage({ id, bytes } satisfies MadePaper)
})
