import type { Locale } from '../i18n/locales.ts'
import { type Translator, translator } from '../i18n/translator.ts'

/** What a mail says in one language; a paragraph that is a list of lines is drawn as a list. */
export type Letter = {
  subject: string
  paragraphs: readonly (string | readonly string[])[]
  button?: { label: string; url: string }
  /** Another way to answer, drawn as the first one is. */
  second?: { label: string; url: string }
  foot?: string
}

/** Writes a letter in the language of the translator it is given. */
export type WriteLetter = (t: Translator, locale: Locale) => Letter

/** The language of a mail: the reader's, or French then English where it is unknown. */
export type MailLocale = Locale | 'both'

/** What is kept of a letter until it leaves: its subject and its two bodies, without what frames them. */
export type WrittenLetter = { subject: string; text: string; html: string }

/** Makes text safe between tags and in attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** The languages a mail is written in, in order. */
export const languagesOf = (locale: MailLocale): readonly Locale[] => (locale === 'both' ? ['fr', 'en'] : [locale])

/** Writes a letter in the language or languages of its reader. */
export function renderLetter(locale: MailLocale, write: WriteLetter): WrittenLetter {
  const languages = languagesOf(locale)
  const letters = languages.map((language) => write(translator(language), language))
  return {
    subject: [...new Set(letters.map((letter) => letter.subject))].join(' / '),
    text: letters.map(asText).join('\n\n* * *\n\n'),
    html: letters
      .map((letter, index) => `<div lang="${languages[index]}">\n${asHtml(letter)}\n</div>`)
      .join('\n<hr>\n'),
  }
}

function asText({ paragraphs, button, second, foot }: Letter): string {
  const blocks = paragraphs.map((block) =>
    typeof block === 'string' ? block : block.map((line) => `- ${line}`).join('\n'),
  )
  for (const one of [button, second]) if (one) blocks.push(`${one.label}\n${webAddress(one.url)}`)
  if (foot) blocks.push(foot)
  return blocks.join('\n\n')
}

function asHtml({ paragraphs, button, second, foot }: Letter): string {
  const blocks = paragraphs.map((block) =>
    typeof block === 'string'
      ? `<p>${escapeHtml(block)}</p>`
      : `<ul>${block.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
  )
  for (const one of [button, second]) {
    if (!one) continue
    const url = escapeHtml(webAddress(one.url))
    // The address stands under its button too: some readers open it elsewhere than where they read.
    blocks.push(`<p><a class="button" href="${url}">${escapeHtml(one.label)}</a></p>`)
    blocks.push(`<p class="small"><a href="${url}">${url}</a></p>`)
  }
  if (foot) blocks.push(`<p class="small">${escapeHtml(foot)}</p>`)
  return blocks.join('\n')
}

function webAddress(url: string): string {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') throw new TypeError('a button leads to a web page')
  return parsed.href
}
