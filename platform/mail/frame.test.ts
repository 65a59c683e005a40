import { describe, expect, it } from 'vitest'
import { locales } from '../i18n/locales.ts'
import { translator } from '../i18n/translator.ts'
import { frameMail, type QueuedLetter } from './frame.ts'
import { mailKinds } from './kinds.ts'
import { renderLetter, type WriteLetter } from './letter.ts'

const sender = { baseUrl: 'https://navette.example', contact: 'atlas@navette.example' }

const write: WriteLetter = (_, locale) => ({
  subject: locale === 'fr' ? 'Fiche de Faré' : 'Record of Faré',
  paragraphs: [locale === 'fr' ? 'Bonjour <b>vous</b> & "tous"' : 'Good morning', ['Ouahigouya', 'Dédougou']],
  button: { label: locale === 'fr' ? 'Ouvrir' : 'Open', url: 'https://navette.example/x?a=1&b="2' },
  foot: 'Merci',
})

const letter = (kind: string, locale: 'fr' | 'en' | 'both'): QueuedLetter => ({
  ...renderLetter(locale, write),
  kind,
  locale,
})

describe('a letter', () => {
  it('is written in both languages, French first, where its reader’s is unknown', () => {
    const { subject, text } = renderLetter('both', write)
    expect(subject).toBe('Fiche de Faré / Record of Faré')
    expect(text.indexOf('Bonjour')).toBeLessThan(text.indexOf('* * *'))
    expect(text.indexOf('* * *')).toBeLessThan(text.indexOf('Good morning'))
  })

  it('says in its text part all that its page says', () => {
    expect(renderLetter('fr', write).text).toBe(
      'Bonjour <b>vous</b> & "tous"\n\n- Ouahigouya\n- Dédougou\n\nOuvrir\nhttps://navette.example/x?a=1&b=%222\n\nMerci',
    )
  })

  it('lets nothing through that would be markup', () => {
    const { html } = renderLetter('fr', write)
    expect(html).toContain('<p>Bonjour &lt;b&gt;vous&lt;/b&gt; &amp; &quot;tous&quot;</p>')
    expect(html).toContain('href="https://navette.example/x?a=1&amp;b=%222"')
  })

  it('leads to web pages only', () => {
    const script: WriteLetter = () => ({
      subject: 'a',
      paragraphs: [],
      button: { label: 'b', url: 'javascript:alert(1)' },
    })
    expect(() => renderLetter('fr', script)).toThrow('web page')
  })
})

describe('the frame of a mail', () => {
  it('says who writes and why, and fetches nothing', () => {
    const { subject, text, html } = frameMail([letter('signIn', 'fr')], sender)
    expect(subject).toBe('Fiche de Faré')
    expect(text).toContain('\n-- \nNavette, l’action internationale des collectivités – https://navette.example\n')
    expect(text).toContain('quelqu’un a demandé à entrer dans Navette avec cette adresse')
    expect(text).toContain('atlas@navette.example')
    expect(text).not.toContain('un message par semaine')
    expect(html).not.toMatch(/<img|<link|<script|@import|url\(|src=/)
    expect(html).toContain('lang="fr"')
  })

  it('gathers what waited, each under its heading, and promises one mail a week', () => {
    const { subject, text, html } = frameMail([letter('correctionToDecide', 'fr'), letter('campaign', 'fr')], sender)
    expect(subject).toBe('2 nouvelles de Navette')
    expect(text.match(/^Fiche de Faré\n={13}$/gm)).toHaveLength(2)
    expect(html.match(/<h2>Fiche de Faré<\/h2>/g)).toHaveLength(2)
    expect(text).toContain('un message par semaine')
  })

  it('speaks both languages when what waited was in more than one', () => {
    const { subject, text } = frameMail([letter('campaign', 'fr'), letter('campaign', 'en')], sender)
    expect(subject).toBe('2 nouvelles de Navette / 2 items of news from Navette')
    expect(text).toContain('at most one message a week')
  })

  it('has a reason for every kind in both languages', () => {
    for (const locale of locales)
      for (const kind of Object.keys(mailKinds)) expect(translator(locale).has(`mail.why.${kind}`)).toBe(true)
  })
})
