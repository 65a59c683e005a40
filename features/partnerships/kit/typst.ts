import { type Block, cutAtGaps, type PaperPart, type PaperText } from '../kit-paper.ts'
import { type BilingualRow, sideBySide } from './side-by-side.ts'

// Every text goes in as a string: nothing somebody typed is ever read as markup.
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, ' ')}"`

const inline = (text: string): string =>
  cutAtGaps(text)
    .map(({ text: part, isGap }) => (isGap ? `#gap(${quoted(part)})` : `#${quoted(part)};`))
    .join('')

const columnsOf = (count: number, widths: readonly number[] = []) =>
  `(${Array.from({ length: count }, (_, index) => `${widths[index] ?? 1}fr`).join(', ')}${count === 1 ? ',' : ''})`

function table({ caption, head, rows, numbers, widths }: Extract<Block, { kind: 'table' }>): string {
  const align = head.map((_, index) => (numbers.includes(index) ? 'right' : 'left')).join(', ')
  const cells = (row: readonly string[]) => row.map((cell) => `[${inline(cell)}]`).join(', ')
  return `#figure(kind: table, supplement: none, numbering: none, caption: [${inline(caption)}], table(columns: ${columnsOf(head.length, widths)},
  align: (${align}), table.header(${cells(head)}), ${rows.map(cells).join(',\n  ')}))`
}

// Two sides stand beside each other at the same size; read one after the other.
function signatures({ sides }: Extract<Block, { kind: 'signatures' }>): string {
  const cell = ({ name, lines }: (typeof sides)[number]) =>
    `[#strong[${inline(name)}] #v(1.6cm) ${lines.map((line) => `#par[${inline(line)}]`).join(' ')}]`
  return `#block(breakable: false, above: 2em, grid(columns: ${columnsOf(Math.min(sides.length, 3))}, column-gutter: 1cm, row-gutter: 1cm,
  ${sides.map(cell).join(', ')}))`
}

// Numbers large enough to be read across a table; the thread above each is that of the pages.
function figures({ items }: Extract<Block, { kind: 'figures' }>): string {
  const cell = ({ name, value, notes }: (typeof items)[number]) =>
    `block(width: 100%, stroke: (top: 2pt + rgb("#2F5D8A")), inset: (top: 0.6em), {
  block(below: 0.9em, text(size: 9pt)[${inline(name)}])
  block(above: 0em, below: 0.9em, text(size: 16pt, weight: "bold")[${inline(value)}])
  ${notes.map((note) => `block(above: 0em, below: 0.55em, text(size: 8.5pt, fill: luma(80))[${inline(note)}])`).join('\n  ')}
})`
  return `#block(above: 1.4em, below: 1.4em, grid(columns: ${columnsOf(items.length)}, column-gutter: 0.5cm, ${items.map(cell).join(', ')}))`
}

function beside({ left, right, widths }: Extract<Block, { kind: 'beside' }>): string {
  const cell = (blocks: readonly Block[]) => `[\n${blocks.map(block).join('\n\n')}\n]`
  return `#grid(columns: ${columnsOf(2, widths)}, column-gutter: 0.7cm, ${cell(left)}, ${cell(right)})`
}

function block(one: Block): string {
  if (one.kind === 'heading') return `${'='.repeat(one.level)} ${inline(one.text)}`
  if (one.kind === 'list') return `#list(${one.items.map((item) => `[${inline(item)}]`).join(', ')})`
  if (one.kind === 'table') return table(one)
  if (one.kind === 'signatures') return signatures(one)
  if (one.kind === 'drawing')
    return `#image(bytes(${quoted(one.svg)}), format: "svg", width: ${one.width ?? 84}%, alt: ${quoted(one.alternative)})`
  if (one.kind === 'figures') return figures(one)
  if (one.kind === 'beside') return beside(one)
  const text = `#par[${inline(one.text)}]`
  if (one.style === 'centre') return `#align(center)[${text}]`
  return one.style === 'quiet' ? `#text(size: 9pt, fill: luma(90))[${text}]` : text
}

// The two languages beside each other, row by row: read aloud they follow each other, each in its own voice.
function bilingual([left, right]: readonly [PaperPart, PaperPart], rows: readonly BilingualRow[]): string {
  const voices = [left, right].map(({ locale }) => locale)
  const pair = (cells: readonly string[], isHeading = false) => {
    const voiced = cells.map((cell, index) => `[#set text(lang: "${voices[index]}")\n${cell}\n]`).join(', ')
    const grid = `grid(columns: (1fr, 1fr), column-gutter: 0.8cm, ${voiced})`
    // Two headings keep the room above them, and what follows them.
    return isHeading ? `#block(above: 1.5em, below: 0.7em, sticky: true, ${grid})` : `#${grid}`
  }
  const opening = [left, right].map(
    ({ title, subtitle }) =>
      `#block(below: 0.4em)[#par[#text(size: 10pt, fill: luma(90))[${inline(subtitle)}]]]\n= ${inline(title)}`,
  )
  const drawn = rows.map((row) =>
    row.kind === 'pair'
      ? pair(row.blocks.map(block), row.blocks[0].kind === 'heading')
      : `#[#set text(lang: "${voices[row.part]}")\n${block(row.block)}\n]`,
  )
  return `#set text(size: 9.5pt)\n#show heading.where(level: 1): set text(size: 14pt)\n#show heading.where(level: 2): set text(size: 11pt)\n${[pair(opening), ...drawn].join('\n\n')}`
}

function bodyOf(parts: readonly PaperPart[]): string {
  const [left, right] = parts
  const rows = sideBySide(parts)
  return rows && left && right ? bilingual([left, right], rows) : parts.map(part).join('\n')
}

const part = ({ locale, title, subtitle, blocks }: PaperPart, index: number): string => `
${index > 0 ? '#pagebreak()' : ''}
#[
#set text(lang: "${locale}")
#block(below: 0.4em)[#par[#text(size: 10pt, fill: luma(90))[${inline(subtitle)}]]]
= ${inline(title)}
${blocks.map(block).join('\n\n')}
]`

/** A paper as a Typst source: headings, lists and tables with their headers, so that the PDF is tagged. */
export function toTypst({ title, author, parts, isSheet = false }: PaperText): string {
  const [first] = parts
  return `#set document(title: ${quoted(title)}, author: ${quoted(author)})
#set page(paper: "a4", margin: ${isSheet ? '(x: 1.9cm, y: 1.5cm)' : '(x: 2.4cm, y: 2.2cm)'}, numbering: ${isSheet ? 'none' : '"1 / 1"'}, footer-descent: 40%)
#set text(lang: "${first?.locale ?? 'fr'}", font: "Atkinson Hyperlegible Next", size: ${isSheet ? 9.5 : 10.5}pt)
#set par(leading: 0.7em, spacing: 1em)
#set list(spacing: 0.8em)
#set table(inset: (x: 0.5em, y: ${isSheet ? 0.38 : 0.45}em), stroke: (x: none, y: 0.5pt + luma(150)))
#set figure(gap: 0.6em)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: it => align(left, text(size: 9.5pt, weight: "bold", it.body))
#show table.cell.where(y: 0): set text(weight: "bold", size: 9.5pt)
#show heading: set text(weight: "bold")
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#let gap(words) = highlight(fill: rgb("#f6e3b0"), extent: 1pt, strong(words))
${bodyOf(parts)}
`
}
