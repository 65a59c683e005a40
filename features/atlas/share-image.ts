import type { Dot, MapDrawing, ThreadGroup } from './map/drawing.ts'

/** What a card shared with an address says: a title, a few short lines, and the map of what it is about. */
export type ShareCard = {
  title: string
  lines: readonly string[]
  /** The name of the site. */
  site: string
  drawing: MapDrawing | null
  /** The key of the place the page is about, set off on the map. */
  own?: string
}

/** The size social networks ask for, in pixels. */
export const cardSize = { width: 1200, height: 630, mapHeight: 390 } as const

const margin = 64
const manyDots = 60
const colours = {
  ground: '#f7f2e8',
  deep: '#eee6d6',
  paper: '#fffdf8',
  ink: '#1b2233',
  slate: '#555b6b',
  line: '#d3c8b3',
  woad: '#2a5784',
  madder: '#a63a25',
  weld: '#d9a21b',
}

const dashes: Record<ThreadGroup['state'], string> = { active: '', suspended: '10 7', ended: '', unknown: '3 5' }

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '')
}

// Letters of this face are a little over half as wide as high on average; capitals more.
function widthOf(text: string, size: number): number {
  let width = 0
  for (const letter of text) width += /[\p{Lu}mwMW]/u.test(letter) ? 0.7 : /[il.,'’ ]/.test(letter) ? 0.32 : 0.55
  return width * size
}

function wrap(text: string, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word
    if (line && widthOf(longer, size) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Breaks a text into at most `most` lines of like length; what is left over ends in an ellipsis. */
export function breakLines(text: string, size: number, width: number, most: number): string[] {
  let lines = wrap(text, size, width)
  if (lines.length > most) {
    let last = lines[most - 1] ?? ''
    while (last && widthOf(`${last}…`, size) > width) last = last.slice(0, -1)
    return [...lines.slice(0, most - 1), `${last.trimEnd()}…`]
  }
  // The narrowest column with as many lines leaves no word alone on the last one.
  for (let narrow = width * 0.95; narrow > width / 3; narrow *= 0.95) {
    const narrower = wrap(text, size, narrow)
    if (narrower.length > lines.length) break
    lines = narrower
  }
  return lines
}

function thread({ state, strands }: ThreadGroup, thin: number): string {
  const dash = dashes[state] ? ` stroke-dasharray="${dashes[state]}"` : ''
  const paths = strands.map(({ weight, path }) => `<path stroke-width="${thin * (1.5 + weight)}" d="${path}"/>`)
  return `<g fill="none" stroke="${colours.woad}" opacity="0.7"${dash}>${paths.join('')}</g>`
}

function dot({ x, y, r, key }: Dot, own: string | undefined, thin: number): string {
  const isOwn = key === own
  return `<circle cx="${x}" cy="${y}" r="${r * 1.2}" fill="${isOwn ? colours.weld : colours.madder}" stroke="${isOwn ? colours.ink : colours.paper}" stroke-width="${2 * thin}"/>`
}

function map({ width, height, land, borders, disputed, threads, dots }: MapDrawing, own: string | undefined): string {
  const scale = Math.min(cardSize.width / width, cardSize.mapHeight / height)
  // Many threads are drawn thin, or they would hide the ground.
  const thin = dots.length > manyDots ? 0.35 : 1
  const [left, top] = [(cardSize.width - width * scale) / 2, (cardSize.mapHeight - height * scale) / 2]
  return [
    `<svg width="${cardSize.width}" height="${cardSize.mapHeight}" overflow="hidden">`,
    `<rect width="100%" height="100%" fill="${colours.paper}"/>`,
    `<g transform="translate(${left} ${top}) scale(${scale})">`,
    `<path d="${land}" fill="${colours.deep}" stroke="${colours.line}"/>`,
    `<path d="${borders}" fill="none" stroke="${colours.line}"/>`,
    `<path d="${disputed}" fill="none" stroke="${colours.slate}" stroke-dasharray="3 3"/>`,
    ...threads.map((group) => thread(group, thin)),
    ...dots.map((one) => dot(one, own, thin)),
    '</g></svg>',
  ].join('')
}

/** The mark of the site: two dots of one size and the thread that goes and comes back. */
function mark(x: number, y: number): string {
  const there = 'M6 14c4.9-14 9.8-14 14.7 0s9.7 14 14.6 0S45.1 0 50 14'
  const back = 'M6 14c4.9 14 9.8 14 14.700 0s9.700-14 14.600 0S45.100 28 50 14'
  const ends = [6, 50].map((cx) => `<circle cx="${cx}" cy="14" r="5" fill="${colours.madder}"/>`).join('')
  const line = `<path d="${there}${back}" fill="none" stroke="${colours.woad}" stroke-width="2.5"/>`
  return `<g transform="translate(${x} ${y}) scale(1.25)">${line}${ends}</g>`
}

function text(words: string, x: number, y: number, size: number, weight: number, colour: string, end = false): string {
  const anchor = end ? ' text-anchor="end"' : ''
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}"${anchor}>${escapeXml(words)}</text>`
}

/** The card as an SVG document without anything from outside but its typeface, Atkinson Hyperlegible Next. */
export function shareCardSvg({ title, lines, site, drawing, own }: ShareCard): string {
  const { width, height, mapHeight } = cardSize
  const room = width - 2 * margin
  const size = widthOf(title, 60) > room ? 46 : 60
  const titleLines = breakLines(title, size, room, size === 60 ? 1 : 2)
  const first = mapHeight + (titleLines.length > 1 ? 62 : 78)
  const below = first + (titleLines.length - 1) * size * 1.12 + 50
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Atkinson Hyperlegible Next">`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    drawing ? map(drawing, own) : '',
    `<rect y="${drawing ? mapHeight : 0}" width="${width}" height="3" fill="${colours.line}"/>`,
    ...titleLines.map((line, i) => text(line, margin, first + i * size * 1.12, size, 700, colours.ink)),
    ...lines.map((line, i) =>
      text(breakLines(line, 30, room - 260, 1)[0] ?? '', margin, below + i * 40, 30, 400, colours.slate),
    ),
    mark(width - margin - 238, height - 74),
    text(site, width - margin, height - 46, 40, 700, colours.ink, true),
    '</svg>',
  ].join('')
}
