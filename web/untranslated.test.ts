import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { locales } from '../platform/i18n/locales.ts'
import { type MessageTree, messages } from '../platform/i18n/messages.ts'

const folder = import.meta.dirname
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!\.test)\.tsx?$/.test(name),
)
const spokenAttributes = new Set([
  'alt',
  'title',
  'label',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'summary',
])

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

function parse(name: string): ts.SourceFile {
  return ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true)
}

const hasLetters = (text: string) => /\p{L}/u.test(text)

function spokenLiterals(source: ts.SourceFile): string[] {
  const found: string[] = []
  walk(source, (node) => {
    if (ts.isJsxText(node) && hasLetters(node.text)) found.push(node.text.trim())
    if (ts.isJsxAttribute(node) && spokenAttributes.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer) && hasLetters(node.initializer.text)) found.push(node.initializer.text)
    }
    // {'some words'} between tags, and any word with an accent anywhere.
    if (
      ts.isJsxExpression(node) &&
      ts.isJsxElement(node.parent) &&
      node.expression &&
      ts.isStringLiteral(node.expression)
    )
      if (hasLetters(node.expression.text)) found.push(node.expression.text)
    if (ts.isStringLiteralLike(node) && /[àâçéèêëîïôùûœ’]/i.test(node.text)) found.push(node.text)
  })
  return found
}

// The keys a file names: whole, or as a pattern where a part is only known at run time.
function namedKeys(source: ts.SourceFile): RegExp[] {
  const found: RegExp[] = []
  const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  walk(source, (node) => {
    if (ts.isStringLiteralLike(node) && node.text.startsWith('site.'))
      found.push(new RegExp(`^${literally(node.text)}$`))
    if (ts.isTemplateExpression(node) && node.head.text.startsWith('site.'))
      found.push(
        new RegExp(
          `^${literally(node.head.text)}${node.templateSpans.map((span) => `[^.]+${literally(span.literal.text)}`).join('')}$`,
        ),
      )
  })
  return found
}

function keysOf(tree: MessageTree, prefix: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}.${key}`] : keysOf(value, `${prefix}.${key}`),
  )
}

const siteKeys = Object.fromEntries(
  locales.map((locale) => [locale, keysOf(messages[locale].site as MessageTree, 'site')]),
) as Record<(typeof locales)[number], string[]>

describe('every sentence of the site', () => {
  it.each(files.filter((name) => name.endsWith('.tsx')))('%s says nothing by itself', (name) => {
    expect(spokenLiterals(parse(name))).toEqual([])
  })

  it('exists in every language', () => {
    for (const locale of locales) expect(siteKeys[locale]).toEqual(siteKeys.fr)
  })

  it('is said somewhere', () => {
    const named = files.flatMap((name) => namedKeys(parse(name)))
    expect(siteKeys.fr.filter((key) => !named.some((pattern) => pattern.test(key)))).toEqual([])
  })

  it('is set as French wants: a narrow space before high signs, curved apostrophes, no exclamation', () => {
    const wrong = siteKeys.fr.filter((key) => {
      const text = key
        .split('.')
        .reduce<string | MessageTree | undefined>(
          (tree, part) => (typeof tree === 'object' ? tree[part] : tree),
          messages.fr,
        )
      return typeof text !== 'string' || / [:;?!»]|« |[^\s\u00a0\u202f][;?!]|'|!/.test(text.replace(/\{[^{}]*\}/g, ''))
    })
    expect(wrong).toEqual([])
  })
})
