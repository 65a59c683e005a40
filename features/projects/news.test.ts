import { describe, expect, it } from 'vitest'
import { isAutomatic, plainText, replyText, tokenIn } from './field-mail.ts'
import { assignmentProblems, type EventFacts, eventProblems, type MobilityFacts, mobilityProblems } from './life.ts'
import { newsProblems, readNews, writtenAt } from './news.ts'

const now = new Date('2026-11-21T10:00:00Z')

describe('a piece of news', () => {
  const facts = {
    onDate: '2026-11-20',
    locale: 'fr',
    body: 'La borne donne de l’eau.',
    figures: [],
    wantsPublic: false,
  }

  it('is a day, a language and words', () => {
    expect(newsProblems(facts, now)).toEqual([])
    const wrong = { ...facts, onDate: '2026-12-24', locale: 'xx', body: '' }
    expect(newsProblems(wrong, now).map(({ reason }) => reason)).toEqual([
      'news_body_missing',
      'news_day_wrong',
      'news_language_missing',
    ])
  })

  it('takes figures in digits only', () => {
    const of = (value: string) =>
      newsProblems({ ...facts, figures: [{ label: 'Élèves', value, unit: '' }] }, now).length
    expect(['240', '1 200', '3,5', '12.5'].map(of)).toEqual([0, 0, 0, 0])
    expect(['beaucoup', '-4', '1,2,3'].map(of)).toEqual([1, 1, 1])
  })

  it('is read from its form, lines of figures that say nothing left out', () => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ body: ' Une\r\nligne ', figureLabel2: 'Élèves', figureValue2: '240' }))
      form.set(name, value)
    expect(readNews(form)).toMatchObject({ body: 'Une\nligne', figures: [{ label: 'Élèves', value: '240', unit: '' }] })
  })

  it('was written when the sender says, never later than now', () => {
    expect(writtenAt('2026-11-19T08:00:00Z', now)).toEqual(new Date('2026-11-19T08:00:00Z'))
    expect(writtenAt('2030-01-01T00:00:00Z', now)).toEqual(now)
    expect(writtenAt('hier', now)).toEqual(now)
  })
})

describe('a mail that answers', () => {
  it('keeps the reply alone', () => {
    const quoted =
      'Le puits est creusé.\n\nLe lun. 3 nov. 2026 à 10:02, Navette <n@n.example> a écrit :\n> Répondez\n> ici'
    expect(replyText(quoted)).toBe('Le puits est creusé.')
    expect(replyText('Done.\r\n\r\nOn Mon, 3 Nov 2026, Navette\r\n<n@n.example> wrote:\r\n> answer')).toBe('Done.')
    expect(replyText('Fait.\n-- \nAwa Sawadogo\nMairie')).toBe('Fait.')
    expect(replyText('Fait.\n\n________________________________\nDe : Navette')).toBe('Fait.')
    expect(replyText('> Combien ?\n240\n> Quand ?\nMardi')).toBe('> Combien ?\n240\n> Quand ?\nMardi')
    expect(replyText('Fait.\n> tout\n> cela')).toBe('Fait.')
  })

  it('is read from a web page where it has no other words', () => {
    expect(plainText('<p>Le puits<br>est creusé &amp; testé.</p><blockquote>avant</blockquote>')).toBe(
      'Le puits\nest creusé & testé.',
    )
  })

  it('was written by somebody, not by a machine', () => {
    const mail = (key?: string, value = '') => ({ headers: key ? [{ key, originalKey: key, value }] : [] })
    expect(isAutomatic(mail(), 'awa@mairie.example')).toBe(false)
    expect(isAutomatic(mail('auto-submitted', 'no'), 'awa@mairie.example')).toBe(false)
    expect(isAutomatic(mail('auto-submitted', 'auto-replied'), 'awa@mairie.example')).toBe(true)
    expect(isAutomatic(mail('precedence', 'bulk'), null)).toBe(true)
    expect(isAutomatic(mail(), '')).toBe(true)
  })

  it('knows its token in any case, and no other address', () => {
    const token = 'a1'.repeat(20)
    expect(tokenIn(`Nouvelles+${token.toUpperCase()}@Reponse.example`)).toBe(token)
    expect(tokenIn('nouvelles@reponse.example')).toBeNull()
  })
})

describe('what happens around a project', () => {
  const event: EventFacts = {
    ...{ title: 'Fête de l’eau', onDate: '2026-11-20', untilDate: null, place: '', note: '' },
    ...{ participants: 120, women: 70, young: 45 },
  }

  it('counts no part above the whole, and nothing below nought', () => {
    const fields = (facts: Partial<EventFacts>) => eventProblems({ ...event, ...facts }).map(({ field }) => field)
    expect(fields({})).toEqual([])
    expect(fields({ women: 121 })).toEqual(['women'])
    expect(fields({ participants: null })).toEqual(['women', 'young'])
    expect(fields({ participants: -1, women: null, young: null })).toEqual(['participants'])
    expect(fields({ young: Number.NaN })).toEqual(['young'])
    expect(fields({ untilDate: '2026-11-19' })).toEqual(['untilDate'])
  })

  it('asks what a volunteer and a journey need', () => {
    const assignment = { name: '', scheme: 'vsi', host: '', task: '', startsOn: '2026-01-01', endsOn: null }
    expect(assignmentProblems(assignment)).toEqual([])
    expect(assignmentProblems({ ...assignment, scheme: 'x' })).toEqual([
      { field: 'scheme', reason: 'life_choice_missing' },
    ])
    const journey: MobilityFacts = {
      ...{ direction: 'outgoing', startsOn: '2026-07-01', endsOn: '2026-07-15', youngPeople: 12, companions: 2 },
      ...{ ageFrom: 15, ageTo: 18, activity: '' },
    }
    expect(mobilityProblems(journey)).toEqual([])
    expect(mobilityProblems({ ...journey, youngPeople: 0, ageTo: 14 }).map(({ field }) => field)).toEqual([
      'youngPeople',
      'ageTo',
    ])
  })
})
