import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What a reader of a PDF, and its software, find in it. */
export type PdfFacts = {
  pages: number
  text: string
  title: string | null
  language: string | null
  marked: boolean
  /** The part of PDF/UA its metadata claim. */
  universal: string | null
  /** The roles of its structure tree: H1, P, Table, TH… */
  roles: Set<string>
  /** The fonts its pages use, each with its program inside. */
  fonts: string[]
}

type Node = { role?: string; children?: Node[] }

function collect(node: Node, roles: Set<string>): void {
  if (node.role) roles.add(node.role)
  for (const child of node.children ?? []) collect(child, roles)
}

// The fonts by their descriptors; one without a program inside counts as missing.
function embeddedFonts(raw: string): string[] {
  const fonts = [...raw.matchAll(/\/FontName \/(?:[A-Z]{6}\+)?([\w-]+)([\s\S]*?)endobj/g)]
  return fonts.map(([, name = '', rest = '']) => (/\/FontFile[23]? /.test(rest) ? name : `${name} without its program`))
}

/** Reads a PDF with the reader of Firefox, and its metadata as they stand. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const raw = Buffer.from(bytes).toString('latin1')
  const opening = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false })
  const pdf = await opening.promise
  const roles = new Set<string>()
  let text = ''
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const tree = (await page.getStructTree()) as Node | null
    if (tree) collect(tree, roles)
    const content = await page.getTextContent()
    text += `${content.items.map((item) => ('str' in item ? item.str : '')).join(' ')}\n`
  }
  const { info } = await pdf.getMetadata()
  const mark = (await pdf.getMarkInfo()) as unknown as Map<string, boolean> | null
  const facts = info as { Title?: string; Language?: string }
  await opening.destroy()
  return {
    pages: pdf.numPages,
    text,
    title: facts.Title ?? null,
    language: facts.Language ?? null,
    marked: mark?.get('Marked') === true,
    universal: raw.match(/<pdfuaid:part>(\d)<\/pdfuaid:part>/)?.[1] ?? null,
    roles,
    fonts: embeddedFonts(raw),
  }
}
