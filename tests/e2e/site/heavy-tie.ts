import { askSite } from './word-ground.ts'

// Words nobody can squeeze much: made up, as varied as those of a language, and the same each time.
function speaker(): (characters: number) => string {
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const letters = 'eeeeesssaaaiiinnntttrrruuullooodccmmppévvqfbghjxyz'
  const word = () => Array.from({ length: 2 + next(9) }, () => letters[next(letters.length)]).join('')
  const vocabulary = Array.from({ length: 2500 }, word)
  return (characters) => {
    let said = ''
    while (said.length < characters) said += `${vocabulary[next(vocabulary.length)]} `
    return said.trim()
  }
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** Gives the tie whose parties have the most other ties everything both of them could publish in thirty years; answers its id. */
export async function makeHeavyTie(): Promise<string> {
  const [tie] = await askSite<{ id: string; parties: { party: string; name: string }[] }>(
    `select p.partnership_id as id, jsonb_agg(jsonb_build_object('party', o.key, 'name', o.name) order by p.position) as parties
     from partnership_party p join organisation o on o.id = p.organisation_id join public_tie t on t.id = p.partnership_id
     group by p.partnership_id having count(*) = 2
     order by sum(least(30, (select count(*) from partnership_party x where x.organisation_id = o.id))) desc, p.partnership_id limit 1`,
    [],
  )
  if (!tie) throw new Error('no public tie')
  const say = speaker()
  const by = (index: number) => tie.parties[index % 2]
  const day = (index: number) => `${1996 + (index % 30)}-0${1 + (index % 9)}-15`
  const presentation = {
    texts: times(4, (index) => ({ ...by(index), locale: index < 2 ? 'fr' : 'en', body: say(1500) })),
    steps: times(24, (index) => ({
      ...{ ...by(index), year: 1996 + index, onDate: day(index), locale: 'fr', body: say(110), source: say(25) },
    })),
    transfers: times(6, (index) => ({
      ...{ ...by(index), from: by(index + 1)?.party, fromName: by(index + 1)?.name, what: say(90), stage: 'adopted' },
      ...{ department: say(20), adoptedWhere: say(30), sinceYear: 2010 },
    })),
    news: times(80, (index) => ({
      ...{ ...by(index), id: crypto.randomUUID(), onDate: day(index), locale: 'fr', body: say(700), figures: [] },
    })),
    ...{ openEnded: true, termYear: null },
  }
  const agreements = times(6, (index) => ({
    ...{ kind: 'convention', title: say(60), object: say(400), startsOn: day(index), endsOn: day(index + 3) },
    ...{ openEnded: false, state: index === 0 ? 'inForce' : 'renewed', languages: ['fr'] },
    commitments: times(8, (place) => ({
      ...{ ...by(place), kind: 'money', body: say(90), dueOn: day(place), state: 'done', doneOn: day(place) },
    })),
  }))
  const money = {
    planned: times(36, (index) => ({
      ...{ ...by(index), agreement: agreements[index % 6]?.title, year: 2004 + index, kind: 'money' },
      ...{ amount: `${18_000 + index}.00`, currency: 'EUR' },
    })),
    given: times(30, (index) => ({
      ...by(index),
      year: 2004 + index,
      kind: 'days',
      amount: null,
      quantity: '12',
      currency: 'EUR',
    })),
  }
  await askSite(
    `insert into public_tie_content (tie_id, languages, sdgs, rights, presentation, agreements, money, updated_at)
     values ($1, '{fr,en}', '{6,11}', '{water,health}', $2, $3, $4, now())
     on conflict (tie_id) do update set presentation = excluded.presentation, agreements = excluded.agreements, money = excluded.money`,
    [tie.id, JSON.stringify(presentation), JSON.stringify(agreements), JSON.stringify(money)],
  )
  return tie.id
}
