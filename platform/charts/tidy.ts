// What ECharts draws with, and what stands in the page: colours that follow the light, the dark and the printer.
const stand = ['#010101', '#010102', '#010103', '#010104', '#010105', '#010106'] as const

/** The colours of series a chart may use, at most six; each is drawn as the page's own `--chart-1` to `--chart-6`. */
export const seriesColours: readonly string[] = stand

/** The colours of words, of lines and of the ground, as the page has them. */
export const ink = '#010201'
export const line = '#010202'
export const ground = '#010203'
/** The colour of patterns: nothing on a screen, ink on paper. */
export const hatch = '#010204'

const inPage: Readonly<Record<string, string>> = {
  ...Object.fromEntries(stand.map((colour, index) => [colour, `var(--chart-${index + 1})`])),
  [ink]: 'var(--ink)',
  [line]: 'var(--line)',
  [ground]: 'var(--ground)',
  [hatch]: 'var(--chart-hatch)',
}

const onPaper: Readonly<Record<string, string>> = {
  [stand[0]]: '#2a5784',
  [stand[1]]: '#d9a21b',
  [stand[2]]: '#4b663a',
  [stand[3]]: '#a63a25',
  [stand[4]]: '#7a6a9b',
  [stand[5]]: '#857c68',
  [ink]: '#1b2233',
  [line]: '#857c68',
  [ground]: '#ffffff',
  [hatch]: '#ffffff',
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** Where a drawing goes: into a page of ours, or into a document that knows no page. */
export type Medium = 'page' | 'paper'

/**
 * Makes of what ECharts wrote a drawing that may stand in a page of ours: no style element, ids that are the same every
 * time and belong to this drawing alone, a title, a size that follows the page.
 */
export function tidy(drawn: string, id: string, title: string, medium: Medium): string {
  const colours = medium === 'page' ? inPage : onPaper
  const ids = new Map<string, string>()
  const renamed = (found: string) => {
    const known = ids.get(found) ?? `${id}-${ids.size + 1}`
    ids.set(found, known)
    return known
  }
  const inside = drawn
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|xml:space|pointer-events|baseProfile|version|xmlns:\w+)="[^"]*"/g, '')
    .replace(/zr\d+-[a-z]+\d+/g, renamed)
    .replace(/font-family:sans-serif;?/g, medium === 'page' ? '' : 'font-family:Atkinson Hyperlegible Next;')
    .replace(/#01010[1-6]|#01020[1-4]/g, (found) => colours[found] ?? found)
    .replace(/\n+/g, '')
  const size = /width="(\d+)" height="(\d+)"/.exec(drawn)
  const [, width = '0', height = '0'] = size ?? []
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title"><title id="${id}-title">${escaped(title)}</title>`
  return inside.replace(/^<svg[^>]*>(?:<rect[^>]*fill="none"[^>]*><\/rect>)?/, opening)
}
