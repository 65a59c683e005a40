import { isDay } from '../../platform/days.ts'
/** Who goes on a mission. */
export const participantKinds = ['elected', 'officer', 'association', 'business', 'expert', 'other'] as const

/** What a mission costs, by nature. */
export const costNatures = [
  'travel',
  'stay',
  'allowance',
  'registration',
  'interpretation',
  'reception',
  'insurance',
  'other',
] as const

/** Where a mission stands: it is done or cancelled once, and stays so. */
const missionStates = ['prepared', 'done', 'cancelled'] as const
export type MissionState = (typeof missionStates)[number]

/** What is said of a mission. */
export type MissionFacts = {
  direction: string
  title: string
  purpose: string
  country: string
  place: string
  startsOn: string
  endsOn: string
  mandateVotedOn: string | null
  mandateReference: string
  embassyAskedOn: string | null
  embassyAnswer: string
  securityAdvice: string
  securitySource: string
  securityCheckedOn: string | null
  programme: string
  report: string
  followed: string
}

/** What a mission or a position hangs on: a tie of its body, and for a mission a project it takes part in. */
export type Links = { partnershipId: string | null; projectId: string | null }

/** Of no tie and no project. */
export const noLinks: Links = { partnershipId: null, projectId: null }

/** A field of the form to mend, and the sentence (`errors.<reason>`) that says how. */
export type MissionProblem = { field: string; reason: string }

/** What there is to mend on the sheet of a mission. */
export function missionProblems(facts: MissionFacts): MissionProblem[] {
  const rules: [boolean, string, string][] = [
    [facts.title === '' || facts.title.length > 200, 'title', 'mission_title_missing'],
    [facts.direction !== 'outgoing' && facts.direction !== 'incoming', 'direction', 'mission_direction_missing'],
    [!/^[A-Z]{2}$/.test(facts.country), 'country', 'mission_country_missing'],
    [!isDay(facts.startsOn), 'startsOn', 'mission_day_wrong'],
    [!isDay(facts.endsOn) || facts.endsOn < facts.startsOn, 'endsOn', 'mission_end_wrong'],
  ]
  for (const field of ['mandateVotedOn', 'embassyAskedOn', 'securityCheckedOn'] as const) {
    const value = facts[field]
    rules.push([value !== null && !isDay(value), field, 'mission_day_wrong'])
  }
  return rules.filter(([broken]) => broken).map(([, field, reason]) => ({ field, reason }))
}

/** What a mission that has not left yet may lack. */
const missingThings = ['mandate', 'participants', 'purpose', 'embassy', 'security', 'costs', 'programme'] as const
export type MissingThing = (typeof missingThings)[number]

/** What would be said missing before departure: told, never a block. Whoever comes here needs no embassy of ours. */
export function missingBefore(
  mission: Pick<
    MissionFacts,
    'direction' | 'mandateVotedOn' | 'purpose' | 'embassyAskedOn' | 'securityAdvice' | 'securityCheckedOn' | 'programme'
  > & { state: string; elected: number; participants: number; costs: number },
): MissingThing[] {
  if (mission.state !== 'prepared') return []
  const leaves = mission.direction === 'outgoing'
  const lacks: Record<MissingThing, boolean> = {
    // A mandate is voted for elected members who leave.
    mandate: leaves && mission.elected > 0 && mission.mandateVotedOn === null,
    participants: mission.participants === 0,
    purpose: mission.purpose === '',
    embassy: leaves && mission.embassyAskedOn === null,
    security: leaves && (mission.securityAdvice === '' || mission.securityCheckedOn === null),
    costs: mission.costs === 0,
    programme: mission.programme === '',
  }
  return missingThings.filter((thing) => lacks[thing])
}

/** A line of cost; amounts are decimal strings. */
export type CostFacts = {
  nature: string
  planned: string | null
  spent: string | null
  currency: string
  paidBy: string
}

const isAmount = (value: string | null) => value === null || /^\d{1,9}([.,]\d{1,2})?$/.test(value)

/** What there is to mend in a line of cost. */
export function costProblems({ nature, planned, spent, currency }: CostFacts): MissionProblem[] {
  const rules: [boolean, string, string][] = [
    [!costNatures.includes(nature as never), 'nature', 'mission_choice_missing'],
    [planned === null && spent === null, 'planned', 'mission_amount_missing'],
    [!isAmount(planned), 'planned', 'mission_amount_wrong'],
    [!isAmount(spent), 'spent', 'mission_amount_wrong'],
    [!/^[A-Z]{3}$/.test(currency), 'currency', 'mission_currency_wrong'],
  ]
  return rules.filter(([broken]) => broken).map(([, field, reason]) => ({ field, reason }))
}

/** Somebody who goes. */
export type MissionParticipantFacts = { name: string; functionTitle: string; kind: string; isPublic: boolean }

/** What there is to mend in it. */
export function participantProblems({ name, kind }: MissionParticipantFacts): MissionProblem[] {
  const rules: [boolean, string, string][] = [
    [name === '' || name.length > 120, 'name', 'mission_name_missing'],
    [!participantKinds.includes(kind as never), 'kind', 'mission_choice_missing'],
  ]
  return rules.filter(([broken]) => broken).map(([, field, reason]) => ({ field, reason }))
}

const text = (form: FormData, name: string, most: number) =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, most)
const day = (form: FormData, name: string) => text(form, name, 10) || null

/** Reads the sheet of a mission. */
export const readMission = (form: FormData): MissionFacts => ({
  direction: text(form, 'direction', 20),
  title: text(form, 'title', 201),
  purpose: text(form, 'purpose', 2000),
  country: text(form, 'country', 2).toUpperCase(),
  place: text(form, 'place', 200),
  startsOn: text(form, 'startsOn', 10),
  endsOn: text(form, 'endsOn', 10) || text(form, 'startsOn', 10),
  mandateVotedOn: day(form, 'mandateVotedOn'),
  mandateReference: text(form, 'mandateReference', 200),
  embassyAskedOn: day(form, 'embassyAskedOn'),
  embassyAnswer: text(form, 'embassyAnswer', 1000),
  securityAdvice: text(form, 'securityAdvice', 2000),
  securitySource: text(form, 'securitySource', 300),
  securityCheckedOn: day(form, 'securityCheckedOn'),
  programme: text(form, 'programme', 8000),
  report: text(form, 'report', 8000),
  followed: text(form, 'followed', 2000),
})

const amount = (form: FormData, name: string) =>
  text(form, name, 20)
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.') || null

/** Reads a line of cost. */
export const readCost = (form: FormData): CostFacts => ({
  nature: text(form, 'nature', 20),
  planned: amount(form, 'planned'),
  spent: amount(form, 'spent'),
  currency: (text(form, 'currency', 3) || 'EUR').toUpperCase(),
  paidBy: text(form, 'paidBy', 200),
})

/** Reads somebody who goes. */
export const readParticipant = (form: FormData): MissionParticipantFacts => ({
  name: text(form, 'name', 121),
  functionTitle: text(form, 'functionTitle', 120),
  kind: text(form, 'kind', 20),
  isPublic: form.get('isPublic') === 'yes',
})
