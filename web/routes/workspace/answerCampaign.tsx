import {
  answerAllRight,
  answerToCorrect,
  openCampaignLetter,
} from '../../../features/freshness/campaign-letters.server.ts'
import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { RecordList } from '../../ui/freshness/record-list.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Opening the link answers nothing: programs that read mails open links too. */
export const loader = workspaceLoader('anybody', async ({ ctx, params, url }) => {
  const token = params.token ?? ''
  const wish: 'allRight' | 'toCorrect' = url.searchParams.get('wish') === 'toCorrect' ? 'toCorrect' : 'allRight'
  return { ...(await openCampaignLetter(ctx, token)), token, wish }
})

/** The button answers: all is right, or each record shows how it is corrected. */
export const action = workspaceAction('anybody', {
  async allRight({ ctx, params }) {
    const token = params.token ?? ''
    await answerAllRight(ctx, token)
    return { to: workspacePath('answerCampaign', ctx.locale, { token }) }
  },
  async toCorrect({ ctx, params }) {
    const token = params.token ?? ''
    await answerToCorrect(ctx, token)
    return { to: workspacePath('answerCampaign', ctx.locale, { token }, { wish: 'toCorrect' }) }
  },
})

/** The records of an organisation and one button, for whoever reads its mail. */
export default function AnswerCampaign() {
  const { t, locale } = useSite()
  const { records, answer, leader, token, wish } = usePageData<typeof loader>()
  const { name } = records.organisation
  const title = t('freshness.answer.title', { name })
  const other = wish === 'allRight' ? 'toCorrect' : 'allRight'
  return (
    <div className="py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      {answer ? (
        <div className="notice mt-6" role="status">
          <p className="font-[650]">{t(`freshness.answer.${answer}`)}</p>
          <p className="mt-1">{t(`freshness.answer.${answer}Next`)}</p>
        </div>
      ) : (
        <p className="measure mt-4">
          {leader ? t('freshness.answer.lead', { leader }) : t('freshness.answer.leadOfInstance')}
        </p>
      )}
      {answer !== wish ? (
        <>
          <Form intent={wish}>
            <Submit>{t(`freshness.letter.campaign.${wish}`)}</Submit>
          </Form>
          <p className="mt-4">
            <a
              href={workspacePath('answerCampaign', locale, { token }, other === 'toCorrect' ? { wish: other } : {})}
              className="tap"
            >
              {t(`freshness.answer.instead.${other}`)}
            </a>
          </p>
        </>
      ) : null}
      <RecordList records={records} />
    </div>
  )
}
