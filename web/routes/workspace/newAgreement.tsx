import {
  blankContent,
  contentOf,
  contentToRenew,
  readContent,
} from '../../../features/partnerships/agreement-content.ts'
import { createAgreement, renewAgreement } from '../../../features/partnerships/agreement-draft.server.ts'
import { whyNotRenewed } from '../../../features/partnerships/agreement-rules.ts'
import { getAgreement } from '../../../features/partnerships/agreements.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { ShortFields } from '../../ui/agreement/content-fields.tsx'
import { useReason } from '../../ui/agreement/words.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { agreementOf, wordOf } from '../../workspace/agreement-page.ts'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** What the form begins with: nothing, or what the agreement to renew says. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, atWork, url } = page
  const { organisation } = atWork
  const of = agreementOf(page)
  const renews = url.searchParams.get('renews')
  const old = renews ? await getAgreement(ctx, { ...of, agreementId: renews }) : null
  return {
    organisation,
    tie: await getTieHead(ctx, of),
    old: old && { id: old.id, title: old.title, refused: whyNotRenewed(old) },
    content: old ? contentToRenew(contentOf(old)) : blankContent,
  }
})

/** Opens a draft, or the agreement that follows another one. */
export const action = workspaceAction('party', {
  async create(page, form) {
    const { ctx, atWork } = page
    const of = agreementOf(page)
    await requireParty(ctx, of, 'contributor')
    const renews = wordOf(form, 'renews')
    const old = renews ? await getAgreement(ctx, { ...of, agreementId: renews }) : null
    const read = readContent(typedValues(form), old ? contentToRenew(contentOf(old)) : blankContent)
    if ('problems' in read) return read
    const agreement = old
      ? await renewAgreement(ctx, { ...of, agreementId: old.id }, read.content)
      : await createAgreement(ctx, of, read.content)
    const params = { key: atWork.organisation.key, tie: of.partnershipId, agreement }
    return { to: workspacePath('agreementEdit', ctx.locale, params, { done: old ? 'renewalBegun' : 'created' }) }
  },
})

/** A short form first; amounts, promises and the rest come after, and each saves. */
export default function NewAgreement() {
  const { t } = useSite()
  const reason = useReason()
  const { tie, old, content, kept } = usePageData<typeof loader>()
  const names = tie.parties.map(({ name }) => name).join(' – ')
  return (
    <div className="py-10">
      <TieHead tie={tie} current="agreements" />
      <WorkTitle>
        {old ? t('agreement.new.renewTitle', { title: old.title }) : t('agreement.new.title', { names })}
      </WorkTitle>
      {old?.refused ? (
        <p className="note measure mt-4">{reason({ reason: old.refused })}</p>
      ) : (
        <>
          <p className="measure mt-4">{t(old ? 'agreement.new.renewLead' : 'agreement.new.lead')}</p>
          <Form intent="create" kept={kept} draft>
            {old ? <input type="hidden" name="renews" value={old.id} /> : null}
            <ShortFields content={content} />
            <Submit>{t(old ? 'agreement.new.renew' : 'agreement.new.create')}</Submit>
          </Form>
        </>
      )}
    </div>
  )
}
