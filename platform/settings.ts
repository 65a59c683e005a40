/** What an administrator says of the instance, in the order its form asks; all of it is for everybody to read. */
export const settingNames = [
  'instanceName',
  'welcomeFr',
  'welcomeEn',
  'contact',
  'publisherName',
  'publisherAddress',
  'publisherPhone',
  'publisherMail',
  'publicationDirector',
  'host',
  'electionMonths',
] as const
export type SettingName = (typeof settingNames)[number]

/** The settings that have been given; the others are absent. */
export type PublicSettings = Readonly<Partial<Record<SettingName, string>>>

/** What a setting holds: one line, several, a mail address, a telephone number or a whole number. */
export type SettingKind = 'line' | 'lines' | 'mail' | 'phone' | 'number'

/** The kind of each setting, the most signs it may have, and between which two a number is. */
export const settingRules: Readonly<
  Record<SettingName, { kind: SettingKind; most: number; between?: readonly [number, number] }>
> = {
  instanceName: { kind: 'line', most: 60 },
  welcomeFr: { kind: 'lines', most: 400 },
  welcomeEn: { kind: 'lines', most: 400 },
  contact: { kind: 'mail', most: 254 },
  publisherName: { kind: 'line', most: 200 },
  publisherAddress: { kind: 'lines', most: 400 },
  publisherPhone: { kind: 'phone', most: 30 },
  publisherMail: { kind: 'mail', most: 254 },
  publicationDirector: { kind: 'line', most: 200 },
  host: { kind: 'lines', most: 400 },
  electionMonths: { kind: 'number', most: 2, between: [1, 24] },
}

/** How many months before a partner’s election an action is thought over again, where nothing else is said. */
export const usualElectionMonths = 6

/** How many months before a partner’s election, or the end of its mandate, an action is thought over again. */
export const electionMonthsOf = ({ electionMonths }: PublicSettings): number =>
  electionMonths ? Number(electionMonths) : usualElectionMonths

/** Tells whether a word is the name of a setting. */
export function isSettingName(name: string): name is SettingName {
  return (settingNames as readonly string[]).includes(name)
}

/** A setting as it is kept: spaces tidied, lines kept where there may be several; empty when nothing is left. */
export function tidySetting(name: SettingName, given: string): string {
  const lines = given
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim())
    .filter(Boolean)
  const text = lines.join(settingRules[name].kind === 'lines' ? '\n' : ' ')
  return settingRules[name].kind === 'mail' ? text.toLowerCase() : text
}

/** Why a tidied setting cannot be kept, as a reason; null when it can. An empty one takes the setting away. */
export function findSettingProblem(name: SettingName, value: string): SettingProblem | null {
  const { kind, most, between: [least, top] = [0, 0] } = settingRules[name]
  if (value === '') return null
  if ([...value].length > most) return { reason: 'setting_too_long', values: { most } }
  if (kind === 'mail' && !/^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/u.test(value))
    return { reason: 'mail_address_invalid', values: {} }
  if (kind === 'phone' && (!/^\+?[\d ().-]+$/.test(value) || value.replace(/\D/g, '').length < 4))
    return { reason: 'setting_phone_wrong', values: {} }
  if (kind === 'number' && !(/^\d+$/.test(value) && Number(value) >= least && Number(value) <= top))
    return { reason: 'setting_number_wrong', values: { least, most: top } }
  return null
}

/** What there is to mend in a setting. */
export type SettingProblem = { reason: string; values: Record<string, string | number> }

// What the law asks a publisher to say (loi n° 2004-575, article 1-1): telephone or mail, one is enough here.
const asked = ['publisherName', 'publisherAddress', 'publicationDirector', 'host'] as const

/** What is still missing for the legal page to be complete; `reach` stands for a telephone number or a mail address. */
export function missingInLegal(settings: PublicSettings): (SettingName | 'reach')[] {
  const reach = settings.publisherPhone || settings.publisherMail ? [] : (['reach'] as const)
  return [...asked.filter((name) => !settings[name]), ...reach]
}
