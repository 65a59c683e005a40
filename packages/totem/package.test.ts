import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ISSUE_RULES } from './types.ts'

const file = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const readme = file('README.md')

describe('the page of the package', () => {
  it.each(ISSUE_RULES)('explains the rule %s', (rule) => expect(readme).toContain(`\`${rule}\``))

  it('names every entry that can be imported, and no other', () => {
    const { exports } = JSON.parse(file('package.json')) as { exports: Record<string, string> }
    const entries = Object.keys(exports).filter((entry) => !entry.includes('*'))
    const named = [...readme.matchAll(/^\| `(\w+)` \| `/gm)].map(([, entry]) => `./${entry}`)
    expect(entries.filter((entry) => !named.includes(entry))).toEqual([])
    for (const entry of entries) expect(file(`${entry.slice(2)}.ts`)).toContain('export ')
  })
})
