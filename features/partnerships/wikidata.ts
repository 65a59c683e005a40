import type { RowIssue, TieRow } from './tie-row.ts'
import { type PlacedItem, parseBindings } from './wikidata/bindings.ts'

/** One page of answers: the ties it states and the last item it holds, null at the end; items are in order. */
export type WikidataPage = { rows: TieRow[]; issues: RowIssue[]; last: string | null }

const entity = 'http://www.wikidata.org/entity/'

function idOf(item: string): string {
  return item.slice(entity.length)
}

/** The question for the twinned administrative bodies (P190) of a country, a number of items after a given one. */
export function wikidataQuery(country: string, after: string | null, items: number): string {
  const next = after === null ? '' : `FILTER(STR(?a) > "${entity}${idOf(after)}")`
  const labels = (variable: string) =>
    ['fr', 'en'].map(
      (lang) =>
        `OPTIONAL { ?${variable} rdfs:label ?${variable}_${lang} . FILTER(LANG(?${variable}_${lang}) = "${lang}") }`,
    )
  const facts = (variable: string) => [
    `OPTIONAL { ?${variable} wdt:P625 ?${variable}_point }`,
    `OPTIONAL { ?${variable} wdt:P374 ?${variable}_insee }`,
    `OPTIONAL { ?${variable} wdt:P1616 ?${variable}_siren }`,
    `OPTIONAL { ?${variable} wdt:P17 ?${variable}_state . ?${variable}_state wdt:P297 ?${variable}_country }`,
    ...labels(variable),
  ]
  return [
    'SELECT ?a ?b ?a_fr ?a_en ?b_fr ?b_en ?a_point ?b_point ?a_insee ?b_insee ?a_siren ?b_siren ?a_country ?b_country ?start ?end WHERE {',
    `{ SELECT DISTINCT ?a WHERE { ?land wdt:P297 "${country}" . ?a wdt:P17 ?land ; wdt:P190 [] . ${next} } ORDER BY STR(?a) LIMIT ${items} }`,
    '?a p:P190 ?tie . ?tie ps:P190 ?b . MINUS { ?tie wikibase:rank wikibase:DeprecatedRank }',
    'OPTIONAL { ?tie pq:P580 ?start } OPTIONAL { ?tie pq:P582 ?end }',
    ...facts('a'),
    ...facts('b'),
    '} ORDER BY STR(?a) STR(?b)',
  ].join('\n')
}

function yearOf(date: string | undefined): number | null {
  const year = /^\+?(\d{4})-/.exec(date ?? '')?.[1]
  return year && Number(year) >= 800 && Number(year) <= 2100 ? Number(year) : null
}

function toRow(line: number, a: PlacedItem, b: PlacedItem, start: number | null, end: number | null): TieRow {
  const [first, second] = [idOf(a.item), idOf(b.item)]
  const untilYear = start !== null && end !== null && end < start ? null : end
  return {
    line,
    ends: [a.end, b.end],
    type: 'twinning',
    state: end === null ? 'unknown' : 'ended',
    evidence: 'thirdParty',
    sinceYear: start,
    untilYear,
    attestedYear: null,
    themes: [],
    themesSaid: null,
    pageTitle: a.end.name,
    pageUrl: `https://www.wikidata.org/wiki/${first}#P190`,
    // Both items may state the tie: it is one statement, until its years are told otherwise.
    statementKey: [...[first, second].toSorted(), start ?? '', end ?? ''].join(' ').trim(),
    raw: { a: first, b: second, a_name: a.end.name, b_name: b.end.name },
  }
}

/**
 * Reads an answer of the query service (SPARQL 1.1 results in JSON); null when it is no such answer. Rows of one tie,
 * repeated for each of several points or codes, are one row. Lines are numbered from `firstLine`.
 */
export function parseWikidataPage(body: unknown, firstLine: number): WikidataPage | null {
  const bindings = parseBindings(body)
  if (!bindings) return null
  const page: WikidataPage = { rows: [], issues: [], last: null }
  const seen = new Set<string>()
  for (const { a, b, start, end } of bindings) {
    page.last = a.item
    const name = `${a.item} ${b.item}`
    if (seen.has(name)) continue
    seen.add(name)
    const line = firstLine + page.rows.length + page.issues.length
    const unnamed = [a, b].find((side) => side.end.name === '')
    if (unnamed)
      page.issues.push({
        line,
        field: unnamed === a ? 'name1' : 'name2',
        rule: 'missing',
        raw: { a: idOf(a.item), b: idOf(b.item) },
      })
    else page.rows.push(toRow(line, a, b, yearOf(start), yearOf(end)))
  }
  return page
}
