import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { locales } from './locales.ts'
import { type MessageTree, messages } from './messages.ts'
import { errorSentence, translator } from './translator.ts'

function* leaves(tree: MessageTree, path = ''): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const name = path ? `${path}.${key}` : key
    if (typeof value === 'string') yield [name, value]
    else yield* leaves(value, name)
  }
}

const french = new Map(leaves(messages.fr))
const english = new Map(leaves(messages.en))

/** The arguments of an ICU message: what follows `{`, outside the texts of plural and select branches. */
function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((found) => found[1] ?? ''))].sort()
}

describe('the sentences of the product', () => {
  it('exist in French and in English under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it.each(locales)('come from every file of %s/', (locale) => {
    const files = readdirSync(join(import.meta.dirname, locale)).map((file) => file.replace(/\.json$/, ''))
    expect(Object.keys(messages[locale]).sort()).toEqual(files.sort())
  })

  it('ask for the same values in both languages', () => {
    const differing = [...french].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it.each(locales)('are well-formed messages in %s', (locale) => {
    const faults: string[] = []
    for (const [key, text] of leaves(messages[locale])) {
      try {
        new IntlMessageFormat(text, locale)
      } catch (error) {
        faults.push(`${key}: ${error}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('are translated: a text of several words is not the same in both languages', () => {
    const words = /\p{L}{3,}\P{L}+\p{L}{3,}/u
    const withoutValues = (text: string) => text.replace(/\{[^{}]*\}/g, '')
    const same = [...french].filter(([key, text]) => words.test(withoutValues(text)) && english.get(key) === text)
    expect(same).toEqual([])
  })

  it('hold no tags: a link is written [words](name)', () => {
    const tagged = [...french, ...english].filter(([, text]) => /<\/?\w+>/.test(text))
    expect(tagged).toEqual([])
  })

  it('keep French typography: curly apostrophes, a narrow space before high punctuation, no exclamation marks', () => {
    const faults = [...french].filter(([, text]) =>
      /\p{L}'\p{L}|!(?!=)|\p{L}\p{M}* ?[;?](\s|$)|\p{L} ?:(\s|$)/u.test(text),
    )
    expect(faults).toEqual([])
  })
})

describe('translator', () => {
  it('fills in values as the language writes them', () => {
    const [fr, en] = [translator('fr'), translator('en')]
    expect(en('site.count.ties', { n: 1 })).not.toBe(en('site.count.ties', { n: 2 }))
    expect(fr('site.count.ties', { n: 12_345 })).toContain('12\u202f345')
    expect(en('site.count.ties', { n: 12_345 })).toContain('12,345')
    expect(en('import.ends.french', { matched: 1, given: 8, share: 0.125 })).toContain('12.5%')
  })

  it('is loud about a sentence that is not there, or a value that is missing', () => {
    const t = translator('en')
    expect(t.has('site.home')).toBe(false)
    expect(t.has('site.home.title')).toBe(true)
    expect(() => t('site.count.ties')).toThrow()
  })
})

describe('errorSentence', () => {
  it('says what is known, and never shows a bare key', () => {
    const t = translator('en')
    expect(errorSentence(t, new AppError('conflict', 'no_such_reason'))).toBe(t('errors.unexpected'))
  })
})
