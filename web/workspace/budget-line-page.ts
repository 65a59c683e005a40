import { listLineChoices } from '../../features/budgets/line-choices.server.ts'
import type { LineFacts } from '../../features/budgets/line-input.ts'
import type { LineExtent } from '../../features/budgets/line-record.server.ts'
import { listOdaChannels } from '../../features/budgets/oda-lists.server.ts'
import type { PaymentLink } from '../../features/budgets/payments.server.ts'
import { listStaff } from '../../features/budgets/staff.server.ts'
import { listDacSectors } from '../../features/projects/dac-sectors.server.ts'
import { isId } from '../../platform/ids.ts'
import { countriesOf } from './countries-of.ts'
import { workspacePath } from './paths.ts'
import { typedText } from './project-page.ts'
import type { OrganisationPage } from './request.ts'

/** All the sheet of a line chooses from. */
export async function loadLineLists(page: OrganisationPage, year: number) {
  const { ctx, atWork } = page
  const { organisationId } = atWork.organisation
  const named = (list: readonly { code: string; name: Record<'fr' | 'en', string> }[]) =>
    list.map(({ code, name }) => ({ code, name: name[ctx.locale] }))
  return {
    choices: await listLineChoices(ctx, organisationId),
    countries: countriesOf(page),
    grades: (await listStaff(ctx, organisationId, year)).grades,
    channels: named(await listOdaChannels()),
    sectors: named(await listDacSectors()),
  }
}

/** What was typed of how much of its source, or how much of whose time, a line is. */
export function typedExtent(form: FormData): LineExtent {
  const text = (name: string) => typedText(form, name)
  const unit = text('unit')
  const hours = text('valuation') === 'volunteerTime'
  return {
    take: text('take'),
    effort: {
      gradeId: isId(text('grade')) && !hours ? text('grade') : null,
      quantity: text('quantity') || null,
      unit: hours ? 'hours' : unit === 'days' || unit === 'fullTime' ? unit : null,
    },
    hourValue: text('hourValue'),
    state: text('state'),
  }
}

/** Where a partner that is told of a payment answers. */
export const paymentLink =
  (baseUrl: string): PaymentLink =>
  (locale, key) =>
    baseUrl + workspacePath('payments', locale, { key })

/** At which field a reason of the sheet is told. */
export const lineFieldOf: Readonly<Record<string, string>> = {
  budget_take_wrong: 'take',
  budget_take_too_large: 'take',
  budget_quantity_wrong: 'quantity',
  budget_hour_value_wrong: 'hourValue',
  budget_unit_wrong: 'unit',
  budget_grade_missing: 'grade',
  budget_grade_other_year: 'grade',
  budget_body_unknown: 'counterpart',
  budget_body_none: 'counterpartSearch',
  budget_body_several: 'counterpartSearch',
  budget_body_self: 'counterpartSearch',
  budget_country_unknown: 'country',
  budget_channel_wrong: 'odaChannel',
  project_sector_wrong: 'dacSector',
}

/** A line of which nothing is said yet. */
export const blankLine = (year: number): LineFacts => ({
  label: '',
  year,
  direction: 'expenditure',
  section: 'running',
  valuation: 'money',
  amounts: { planned: null, voted: null, opened: null, executed: null, carriedOver: null },
  paid: null,
  cofunded: null,
  partnershipId: null,
  projectId: null,
  commitmentId: null,
  country: null,
  actionType: null,
  theme: null,
  purposeFrame: null,
  operatingMode: null,
  means: null,
  department: '',
  fundingSource: null,
  counterpartKey: '',
  counterpartName: '',
  counterpartSearch: '',
  counterpartKind: null,
  isInternal: false,
  onePercent: null,
  odaKind: null,
  odaChannel: null,
  dacSector: null,
  odaMarkers: {},
  toldPartner: false,
  note: '',
})
