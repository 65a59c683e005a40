/** Stands in the trail of changes where somebody's name or address was, once they are erased. */
export const erasedWord = '[erased]'

/** How a value of the trail of changes is said in words. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'plain'
  | 'day'
  | 'yes'
  | 'council'
  | 'official'
  | 'type'
  | 'state'
  | 'evidence'
  | 'role'
  | 'country'
  | 'tier'
  | 'answer'
  | 'languages'
  | 'goals'
  | 'themes'
  | 'file'
  | 'projectState'
  | 'projectRole'
  | 'documentKind'
  | 'agreementState'
  | 'agreementKind'
  | 'commitmentState'
  | 'step'
  | 'direction'
  | 'positionKind'
  | 'countries'
  | 'odaKind'
  | 'onePercent'
  | 'fundingSource'
  | 'mode'
  | 'frame'
  | 'means'

// Fields of every kind of record, by the name the trail gives them; what is not here is the program's own affair.
const kinds: Readonly<Record<string, FieldKind>> = {
  name: 'text',
  otherName: 'text',
  country: 'country',
  tier: 'tier',
  population: 'number',
  populationYear: 'plain',
  trusted: 'yes',
  discreet: 'yes',
  isPublic: 'yes',
  website: 'text',
  logo: 'file',
  contactEmail: 'text',
  councilStatus: 'council',
  councilSince: 'day',
  councilSource: 'text',
  mandateEnd: 'day',
  languages: 'languages',
  strengths: 'text',
  priorities: 'goals',
  competences: 'themes',
  developmentPlan: 'text',
  developmentPlanUrl: 'text',
  functionTitle: 'text',
  kind: 'official',
  until: 'day',
  network: 'text',
  sinceYear: 'plain',
  untilYear: 'plain',
  attestedYear: 'plain',
  openEnded: 'yes',
  termYear: 'plain',
  sdgs: 'goals',
  partners: 'text',
  publish_presentation: 'answer',
  publish_agreements: 'answer',
  publish_projects: 'answer',
  publish_photos: 'answer',
  publish_money: 'answer',
  type: 'type',
  state: 'state',
  evidence: 'evidence',
  themes: 'themes',
  doesNotExist: 'yes',
  confirmedOn: 'day',
  role: 'role',
  answer: 'answer',
  agreementKind: 'agreementKind',
  agreementState: 'agreementState',
  commitmentState: 'commitmentState',
  step: 'step',
  doneOn: 'day',
  title: 'text',
  documentKind: 'documentKind',
  confidential: 'yes',
  versionNumber: 'number',
  photoDescription: 'text',
  credit: 'text',
  wantsPublic: 'yes',
  code: 'text',
  reminder: 'text',
  other: 'text',
  summary: 'text',
  objectives: 'text',
  startsOn: 'day',
  endsOn: 'day',
  projectState: 'projectState',
  stateReason: 'text',
  learned: 'text',
  disturbed: 'text',
  participant: 'text',
  place: 'text',
  task: 'text',
  dueOn: 'day',
  year: 'plain',
  planned: 'plain',
  spent: 'plain',
  showsMoney: 'yes',
  currency: 'plain',
  newsBody: 'text',
  onDate: 'day',
  direction: 'direction',
  purpose: 'text',
  mandateVotedOn: 'day',
  mandateReference: 'text',
  embassyAskedOn: 'day',
  embassyAnswer: 'text',
  securityAdvice: 'text',
  securitySource: 'text',
  securityCheckedOn: 'day',
  programme: 'text',
  report: 'text',
  followed: 'text',
  positionKind: 'positionKind',
  positionText: 'text',
  votedOn: 'day',
  votesFor: 'number',
  votesAgainst: 'number',
  abstentions: 'number',
  legalNote: 'text',
  countries: 'countries',
  budgetLabel: 'text',
  voted: 'plain',
  executed: 'plain',
  paid: 'plain',
  cofunded: 'plain',
  budgetShare: 'plain',
  budgetPart: 'plain',
  department: 'text',
  counterpart: 'text',
  purposeFrame: 'frame',
  operatingMode: 'mode',
  means: 'means',
  fundingSource: 'fundingSource',
  isInternal: 'yes',
  toldPartner: 'yes',
  dacSector: 'plain',
  onePercent: 'onePercent',
  odaKind: 'odaKind',
  grade: 'text',
  yearlyCost: 'plain',
  daysPerYear: 'number',
  lineCount: 'number',
  budgetNote: 'text',
  changeYears: 'plain',
  changeReason: 'text',
  floorLabel: 'text',
  floorValue: 'plain',
  floorYears: 'plain',
  onePercentResources: 'plain',
  onePercentPooled: 'plain',
  onePercentUsed: 'plain',
}

// Older entries and those written straight from the tables.
const otherNames: Readonly<Record<string, string>> = { since_year: 'sinceYear', until_year: 'untilYear' }

const order = Object.keys(kinds)
const rankOf = (given: string) => order.indexOf(otherNames[given] ?? given)

/** One field of a change: what it was and what it became. */
export type FieldChange = { name: string; kind: FieldKind; from: unknown; to: unknown }

type Fields = Readonly<Record<string, unknown>> | null

/** The fields of a change that can be said in words, in the order of the record. */
export function listFieldChanges(recordKind: string, before: Fields, after: Fields): FieldChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  // The database keeps fields in an order of its own.
  return [...names]
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .flatMap((given) => {
      const name = otherNames[given] ?? given
      const kind = kinds[name]
      // A claim is told by its deed; its state says the same again.
      if (!kind || (recordKind === 'claim' && name === 'state')) return []
      const [from, to] = [before?.[given] ?? null, after?.[given] ?? null]
      return isBlank(from) && isBlank(to) ? [] : [{ name, kind, from, to }]
    })
}

const isErased = (value: unknown) => JSON.stringify(value ?? null).includes(erasedWord)

const isBlank = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)

const restorableFields: Readonly<Record<string, readonly string[]>> = {
  profile: [
    ...['website', 'contactEmail', 'councilStatus', 'councilSince', 'councilSource', 'mandateEnd', 'languages'],
    ...['strengths', 'priorities', 'competences', 'developmentPlan', 'developmentPlanUrl', 'logo', 'isPublic'],
  ],
  official: ['name', 'functionTitle', 'kind', 'isPublic', 'until', 'discreet'],
  network: ['network', 'sinceYear'],
  organisation: ['name', 'population', 'populationYear', 'website', 'discreet'],
  partnership: ['type', 'state', 'sinceYear', 'untilYear', 'since_year', 'until_year', 'doesNotExist', 'discreet'],
  mention: ['discreet'],
}

/** What of a change can be written back: the fields as they were before it; none where nothing was before. */
export function restorableOf(recordKind: string, action: string, before: Fields): Record<string, unknown> | null {
  // A refusal tells what was proposed, not what stood there.
  if (!before || action === 'correctionRefused' || action === 'undone') return null
  const fields = restorableFields[recordKind] ?? []
  const found = Object.entries(before).filter(([name, value]) => fields.includes(name) && !isErased(value))
  // Nobody is put back without a name.
  if (recordKind === 'official' && action === 'removed' && isErased(before.name)) return null
  return found.length > 0 ? Object.fromEntries(found.map(([name, value]) => [otherNames[name] ?? name, value])) : null
}
