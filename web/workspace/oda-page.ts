import { readYear } from '../../features/budgets/oda-form.ts'
import type { ReturnOf } from '../../features/budgets/oda-return.server.ts'
import type { Outcome } from './door.ts'
import { workspacePath } from './paths.ts'
import type { OrganisationPage } from './request.ts'

/** The return in the address of a page; a year that is none is 0, which every command refuses. */
export const returnIn = ({ atWork, params }: OrganisationPage): ReturnOf => ({
  organisationId: atWork.organisation.organisationId,
  year: readYear(params.year) ?? 0,
})

/** Back to the return of the year once something was done. */
export const toReturn = ({ ctx, params, atWork }: OrganisationPage, done: string): Outcome => ({
  to: workspacePath('odaYear', ctx.locale, { key: atWork.organisation.key, year: params.year ?? '' }, { done }),
})
