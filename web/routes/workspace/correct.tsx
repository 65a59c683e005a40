import { clientHeader } from '../../../features/accounts/sign-in.server.ts'
import { type Correctable, findCorrectable, proposeCorrection } from '../../../features/freshness/corrections.server.ts'
import type { CorrectableField } from '../../../features/freshness/fields.ts'
import { AppError } from '../../../platform/errors.ts'
import { readKey } from '../../authority-page.server.ts'
import { pathTo } from '../../paths.ts'
import { usePageData } from '../../request.ts'
import { TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ValueFields, valueLabel } from '../../ui/freshness/value-fields.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { correctPath, freshnessLinks, readRecordKind } from '../../workspace/freshness-links.ts'
import type { OpenPage } from '../../workspace/request.ts'

async function findRecord({ ctx, params }: OpenPage): Promise<Correctable> {
  const kind = readRecordKind(params.kind)
  const key = params.key ?? ''
  const record = kind && (await findCorrectable(ctx, kind, kind === 'organisation' ? readKey(key) : key.toLowerCase()))
  if (!record) throw new AppError('not_found', 'record_not_found')
  return record
}

const outcomes = ['waiting', 'unverified'] as const

/** The record as it stands, and which of its fields is to be corrected. */
export const loader = workspaceLoader('anybody', async (page) => {
  const record = await findRecord(page)
  const asked = page.url.searchParams.get('field')
  return {
    record,
    field: record.fields.find((field) => field === asked) ?? null,
    done: outcomes.find((outcome) => outcome === page.url.searchParams.get('done')) ?? null,
    signedIn: page.atWork !== null,
  }
})

/** Keeps what is proposed; without an account a mail asks first whether the address is the writer's. */
export const action = workspaceAction('anybody', {
  async propose(page, form) {
    const { ctx, atWork, workspace, page: request } = page
    const record = await findRecord(page)
    const text = (name: string) => String(form.get(name) ?? '')
    const back = (done: string) => ({ to: correctPath(ctx.locale, record.kind, record.key, { done }) })
    // A field no person sees: whatever fills it in is told what a person would be.
    if (text('surname')) return back('unverified')
    try {
      const proposal = {
        kind: record.kind,
        key: record.key,
        field: page.url.searchParams.get('field') ?? '',
        value: text('value'),
        year: text('year'),
        source: text('source'),
        word: text('word'),
        email: text('email'),
        signedIn: atWork ? { personId: atWork.person.id, email: atWork.person.email } : null,
        client: workspace.headers.get(clientHeader) ?? '',
      }
      return back(await proposeCorrection(ctx, proposal, freshnessLinks(request.instance.baseUrl)))
    } catch (error) {
      if (error instanceof AppError && error.code === 'invalid')
        return { problems: [{ reason: error.reason, values: error.values, field: fieldOf(error.reason) }] }
      throw error
    }
  },
})

const fieldOf = (reason: string) => (reason === 'mail_address_invalid' ? 'email' : 'value')

function Choice({ record }: { record: Correctable }) {
  const { t, locale } = useSite()
  return (
    <section aria-labelledby="which" className="mt-8">
      <h2 id="which">{t('freshness.correct.which')}</h2>
      <ul className="threads mt-3">
        {record.fields.map((field) => {
          const value = record.values[field]
          return (
            <li key={field}>
              <a href={correctPath(locale, record.kind, record.key, { field })} className="tap">
                {t(`freshness.field.${field}`)}
              </a>
              {value ? (
                <span className="source"> {t('freshness.correct.now', { value: valueLabel(t, field, value) })}</span>
              ) : null}
            </li>
          )
        })}
      </ul>
      {record.inRegister ? <p className="source mt-4">{t('freshness.correct.register')}</p> : null}
    </section>
  )
}

function Proposal({ record, field }: { record: Correctable; field: CorrectableField }) {
  const { t, locale } = useSite()
  const { kept, signedIn } = usePageData<typeof loader>()
  const value = record.values[field]
  return (
    <section aria-labelledby="what" className="mt-8">
      <h2 id="what">{t(`freshness.field.${field}`)}</h2>
      {value ? <p className="source">{t('freshness.correct.now', { value: valueLabel(t, field, value) })}</p> : null}
      <Form intent="propose" kept={kept}>
        <ValueFields field={field} />
        <TextField
          name="source"
          label={t('freshness.correct.source')}
          help={t('freshness.correct.sourceHelp')}
          maxLength={1000}
          optional
        />
        <TextArea name="word" label={t('freshness.correct.word')} rows={3} optional />
        {signedIn ? null : (
          <TextField
            name="email"
            type="email"
            label={t('freshness.correct.email')}
            help={t('freshness.correct.emailHelp')}
            autoComplete="email"
            maxLength={254}
          />
        )}
        <div className="sr-only" aria-hidden="true">
          <label>
            {t('freshness.correct.trap')}
            <input name="surname" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <Submit>{t('freshness.correct.submit')}</Submit>
      </Form>
      <p className="mt-6">
        <a href={correctPath(locale, record.kind, record.key)}>{t('freshness.correct.other')}</a>
      </p>
    </section>
  )
}

/** A reader says what is wrong with a record: which field, what it should say, and how they know. */
export default function Correct() {
  const { t, locale } = useSite()
  const { record, field, done } = usePageData<typeof loader>()
  const title = t('freshness.correct.title', { name: record.name })
  const address =
    record.kind === 'organisation' ? pathTo('authority', locale, record) : pathTo('tie', locale, { id: record.id })
  return (
    <div className="measure py-10">
      <title>{`${title} · ${t('site.name')}`}</title>
      <h1>{title}</h1>
      {done ? (
        <div className="notice mt-6" role="status">
          <p className="font-[650]">{t(`freshness.correct.${done}`)}</p>
          <p className="mt-1">{t(`freshness.correct.${done}Next`)}</p>
        </div>
      ) : (
        <p className="mt-4">{t('freshness.correct.lead')}</p>
      )}
      {field && !done ? <Proposal record={record} field={field} /> : <Choice record={record} />}
      <p className="mt-8">
        <a href={address}>{t('freshness.correct.back')}</a>
      </p>
    </div>
  )
}
