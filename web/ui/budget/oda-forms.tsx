import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type Kept = Readonly<Record<string, string | string[]>> | null
type FormsProps = { oda: OdaYear; mayWrite: boolean; kept: Kept }

const formats = ['pdf', 'xlsx', 'csv', 'json'] as const

/** The return as files. */
export function OdaFiles({
  organisationKey,
  year,
  isFiled,
}: {
  organisationKey: string
  year: number
  isFiled: boolean
}) {
  const { t, locale } = useSite()
  return (
    <section aria-labelledby="files" className="mt-10 no-print">
      <h2 id="files">{t('oda.files.title')}</h2>
      {isFiled ? <p className="source">{t('oda.files.frozen')}</p> : null}
      <ul className="row-actions oda-files">
        {formats.map((format) => (
          <li key={format}>
            <a
              className="tap"
              href={workspacePath('odaFile', locale, { key: organisationKey, year: String(year), format })}
            >
              {t(`oda.files.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who answers for the return and signs it; last year’s at one touch. */
export function OdaWords({ oda, mayWrite, kept }: FormsProps) {
  const { t } = useSite()
  const { contact = '', signatory = '', note = '' } = oda.kept ?? {}
  return (
    <section aria-labelledby="words" className="mt-10">
      <h2 id="words">{t('oda.words.title')}</h2>
      {mayWrite ? (
        <>
          {oda.canCarryOver ? (
            <div className="mt-4">
              <Deed intent="carryOver" label={t('oda.words.carry', { year: String(oda.year - 1) })} />
            </div>
          ) : null}
          <Form intent="save" kept={kept}>
            <TextField
              name="contact"
              label={t('oda.words.contact')}
              help={t('oda.words.contactHelp')}
              value={contact}
              maxLength={200}
              optional
            />
            <TextField
              name="signatory"
              label={t('oda.words.signatory')}
              help={t('oda.words.signatoryHelp')}
              value={signatory}
              maxLength={200}
              optional
            />
            <TextArea name="note" label={t('oda.words.note')} value={note} optional />
            <Submit quiet>{t('oda.words.save')}</Submit>
          </Form>
        </>
      ) : (
        <dl className="facts">
          {(['contact', 'signatory', 'note'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`oda.words.${name}`)}</dt>
              <dd>{{ contact, signatory, note }[name]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** Notes that the return was filed, or takes it up again. */
export function OdaFiling({ oda, mayWrite, kept }: FormsProps) {
  const { t, day } = useSite()
  const { filedOn = null, reference = '' } = oda.kept ?? {}
  if (!filedOn && !mayWrite) return null
  return (
    <section aria-labelledby="filing" className="mt-10">
      <h2 id="filing">{t('oda.filing.title')}</h2>
      {filedOn ? (
        <>
          <p>
            {reference
              ? t('oda.filing.filedAs', { day: day(filedOn), reference })
              : t('oda.filing.filed', { day: day(filedOn) })}
          </p>
          {mayWrite ? (
            <>
              <p className="source measure">{t('oda.filing.reopenHelp')}</p>
              <Deed intent="reopen" label={t('oda.filing.reopen')} />
            </>
          ) : null}
        </>
      ) : (
        <>
          <p className="measure">{t('oda.filing.lead')}</p>
          <Form intent="file" kept={kept}>
            <TextField name="filedOn" type="date" label={t('oda.filing.day')} />
            <TextField
              name="reference"
              label={t('oda.filing.reference')}
              help={t('oda.filing.referenceHelp')}
              maxLength={200}
              optional
            />
            <Submit>{t('oda.filing.file')}</Submit>
          </Form>
        </>
      )}
    </section>
  )
}
