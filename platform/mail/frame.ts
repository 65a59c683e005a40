import type { Locale } from '../i18n/locales.ts'
import { translator } from '../i18n/translator.ts'
import { isMailKind, mailKinds } from './kinds.ts'
import { escapeHtml, languagesOf, type MailLocale, type WrittenLetter } from './letter.ts'

/** Who writes: where the instance answers, and the address its readers may write to. */
export type Sender = { baseUrl: string; contact: string | null }

/** A letter as it was queued, with what it is about. */
export type QueuedLetter = WrittenLetter & { kind: string; locale: MailLocale }

/** A mail ready to leave. */
export type FramedMail = { subject: string; text: string; html: string }

// 600 pixels, the reader's own font and colours of their light or dark screen; no picture, nothing fetched.
const style = `:root{color-scheme:light dark}body{margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif}
main{max-width:600px;margin:0 auto}h1{font-size:20px;line-height:1.3}h2{font-size:17px;line-height:1.3;margin-top:28px}
hr{border:0;border-top:1px solid #8888;margin:24px 0}.small{font-size:14px}
.button{display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4f91;color:#fff;text-decoration:none}
a{overflow-wrap:anywhere}@media (prefers-color-scheme:dark){.button{background:#a9c7f5;color:#0b1a30}a{color:#a9c7f5}}`

/** Puts one letter, or those that waited for one mail, in the frame every mail has: who writes, and why. */
export function frameMail(letters: readonly QueuedLetter[], sender: Sender): FramedMail {
  const locale = commonLocale(letters)
  const subject = subjectOf(letters, locale)
  const closings = languagesOf(locale).map((language) => closing(language, letters, sender))
  const several = letters.length > 1
  const text = letters.map((letter) => (several ? `${underlined(letter.subject)}\n\n${letter.text}` : letter.text))
  const html = letters.map((letter) =>
    several ? `<h2>${escapeHtml(letter.subject)}</h2>\n${letter.html}` : letter.html,
  )
  return {
    subject,
    text: `${text.join('\n\n\n')}\n\n-- \n${closings.map((lines) => lines.join('\n')).join('\n\n')}\n`,
    html: page(subject, locale, html.join('\n'), closings),
  }
}

function commonLocale(letters: readonly QueuedLetter[]): MailLocale {
  const [first, ...others] = new Set(letters.map(({ locale }) => locale))
  return first && others.length === 0 ? first : 'both'
}

function subjectOf(letters: readonly QueuedLetter[], locale: MailLocale): string {
  const [only] = letters
  if (only && letters.length === 1) return only.subject
  return languagesOf(locale)
    .map((language) => translator(language)('mail.digest.subject', { count: letters.length }))
    .join(' / ')
}

function closing(language: Locale, letters: readonly QueuedLetter[], { baseUrl, contact }: Sender): string[] {
  const t = translator(language)
  const [only] = letters
  const reason =
    only && letters.length === 1 && isMailKind(only.kind) ? t(`mail.why.${only.kind}`) : t('mail.digest.why')
  const weekly = letters.every(({ kind }) => isMailKind(kind) && mailKinds[kind] === 'digest')
  return [
    `${t('mail.signature')} – ${baseUrl}`,
    reason,
    ...(weekly ? [t('mail.weekly')] : []),
    ...(contact ? [t('mail.contact', { address: contact })] : []),
  ]
}

function page(subject: string, locale: MailLocale, body: string, closings: readonly string[][]): string {
  const languages = languagesOf(locale)
  const feet = closings.map(
    (lines, index) => `<p class="small" lang="${languages[index]}">${lines.map(escapeHtml).join('<br>\n')}</p>`,
  )
  return `<!doctype html>
<html lang="${languages[0]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
<hr>
${feet.join('\n')}
</main>
</body>
</html>
`
}

const underlined = (heading: string) => `${heading}\n${'='.repeat(Math.min(heading.length, 72))}`
