/** The colours of the page, read from its own tokens, so that the map follows light and dark. */
export type Colours = Record<'paper' | 'deep' | 'line' | 'edge' | 'ink' | 'slate' | 'woad' | 'madder' | 'weld', string>

const tokens = ['paper', 'deep', 'line', 'edge', 'ink', 'slate', 'woad', 'madder', 'weld'] as const

/** Reads the colours the page has at this moment. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(tokens.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours
}
