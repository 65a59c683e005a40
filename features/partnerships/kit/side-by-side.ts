import type { Block, PaperPart } from '../kit-paper.ts'

/** What stands at one height of a paper in two languages: two texts beside each other, or something as wide as the page. */
export type BilingualRow =
  | { kind: 'pair'; blocks: readonly [Block, Block] }
  | { kind: 'whole'; part: number; block: Block }

const wide: ReadonlySet<Block['kind']> = new Set(['table', 'drawing'])

const joined = (a: string, b: string): string => (a === b ? a : `${a} / ${b}`)

// Each side signs once, both texts at a time.
function oneSigning(a: Block, b: Block): Block {
  if (a.kind !== 'signatures' || b.kind !== 'signatures') return a
  const sides = a.sides.map(({ name, lines }, index) => {
    const other = b.sides[index]
    return {
      name: joined(name, other?.name ?? name),
      lines: lines.map((line, place) => joined(line, other?.lines[place] ?? line)),
    }
  })
  return { kind: 'signatures', sides }
}

function rowsOf(a: Block, b: Block): BilingualRow[] {
  if (a.kind === 'signatures') return [{ kind: 'whole', part: 0, block: oneSigning(a, b) }]
  if (!wide.has(a.kind)) return [{ kind: 'pair', blocks: [a, b] }]
  return [a, b].map((block, part) => ({ kind: 'whole', part, block }))
}

/**
 * The rows of a paper in two languages, read from left to right and downwards; tables stand below one another, for half a
 * page is too narrow for figures. Null where the two texts do not answer each other block by block.
 */
export function sideBySide([left, right, ...more]: readonly PaperPart[]): BilingualRow[] | null {
  if (!left || !right || more.length > 0 || left.blocks.length !== right.blocks.length) return null
  const pairs = left.blocks.map((block, index) => [block, right.blocks[index]] as const)
  if (!pairs.every(([a, b]) => a.kind === b?.kind)) return null
  return pairs.flatMap(([a, b]) => (b ? rowsOf(a, b) : []))
}
