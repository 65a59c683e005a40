import type { PartyOfAgreement } from '../../features/partnerships/agreement-write.server.ts'
import { fileDocument } from '../../features/partnerships/documents.server.ts'
import type { FilingHome } from '../../features/partnerships/paper-home.server.ts'
import type { DocumentKind } from '../../features/partnerships/papers.ts'
import { isDay } from '../../platform/days.ts'
import { fileOf } from '../../platform/files/store.server.ts'
import { workspacePath } from './paths.ts'
import type { OrganisationPage } from './request.ts'

type AgreementPageId = 'agreement' | 'agreementEdit' | 'agreementCommitments' | 'agreementSteps'

/** The agreement in the address of a page, and the side that acts. */
export const agreementOf = ({ params, atWork }: OrganisationPage): PartyOfAgreement => ({
  partnershipId: params.tie ?? '',
  organisationId: atWork.organisation.organisationId,
  agreementId: params.agreement ?? '',
})

/** Where a page of an agreement leads once something was done. */
export const toAgreement = (
  { ctx, params, atWork }: OrganisationPage,
  id: AgreementPageId,
  query: Record<string, string> = {},
): string =>
  workspacePath(
    id,
    ctx.locale,
    { key: atWork.organisation.key, tie: params.tie ?? '', agreement: params.agreement ?? '' },
    query,
  )

/** The text of a field as it was typed. */
export const wordOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

/** A day as a date field sends it; null for anything else. */
export function dayTyped(form: FormData, name: string): string | null {
  const day = wordOf(form, name)
  return isDay(day) ? day : null
}

/** The paper a form names or brings along; a new one is filed with the agreement under the name of its file. */
export function proofTyped(page: OrganisationPage, form: FormData, kind: DocumentKind): Promise<string | null> {
  const { agreementId, organisationId } = agreementOf(page)
  return paperTyped(page, form, { agreementId, organisationId }, kind)
}

/** The paper a form names or brings along; a new one is filed where it is said, under the name of its file. */
export async function paperTyped(
  page: OrganisationPage,
  form: FormData,
  home: FilingHome,
  kind: DocumentKind,
): Promise<string | null> {
  const file = fileOf(form, 'file')
  if (!file) return wordOf(form, 'document') || null
  const title = file.name.replace(/\.[a-z0-9]+$/i, '').slice(0, 200) || kind
  const facts = { kind, title, locale: null, confidential: false, note: '' }
  return fileDocument(page.ctx, home, facts, file, page.workspace.filesFolder)
}
