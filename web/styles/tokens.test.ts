import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

function palette(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--(\w+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
}

const [, light = '', dark = ''] = css.split(':root {')
const lights = { light: palette(light), dark: palette(dark) }

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

// WCAG 2.2, 1.4.3 and 1.4.11.
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

describe.each(Object.entries(lights))('the %s palette', (_, colours) => {
  const on = (name: string, ground: string) => contrast(colours[name] ?? '', colours[ground] ?? '')

  it.each(['ink', 'slate', 'woad', 'madder', 'lichen'])('%s can be read on every ground', (name) => {
    for (const ground of ['ground', 'deep', 'paper', 'marked']) expect(on(name, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('edges of fields and focus can be seen', () => {
    for (const ground of ['ground', 'deep', 'paper']) {
      expect(on('edge', ground)).toBeGreaterThanOrEqual(3)
      expect(on('madder', ground)).toBeGreaterThanOrEqual(3)
    }
  })

  it('the words of a button can be read, at rest and under the pointer', () => {
    expect(on('ground', 'woad')).toBeGreaterThanOrEqual(4.5)
    expect(on('ground', 'ink')).toBeGreaterThanOrEqual(4.5)
  })
})
