import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import { workingLanguages } from '../../../features/organisations/profile.ts'
import { photoConsents } from '../../../features/partnerships/papers.ts'
import { mostFigures, type NewsFacts } from '../../../features/projects/news.ts'
import { Choices, FileField, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type Props = {
  intent: 'add' | 'correct'
  id: string
  facts: Pick<NewsFacts, 'onDate' | 'locale'> & Partial<NewsFacts>
  kept: TypedValues | null
  /** Where a script keeps what is sent without a line: the script, and what to keep it for. */
  offline?: boolean
}

/** What somebody writes from the field: a few lines, a few figures, a photo with the news when it is new. */
export function NewsForm({ intent, id, facts, kept, offline }: Props) {
  const { t, language } = useSite()
  const lines = Array.from({ length: mostFigures }, (_, at) => at + 1)
  return (
    <Form
      intent={intent}
      kept={kept}
      files={intent === 'add'}
      {...(offline ? { marks: { 'data-field-news': 'yes' } } : {})}
    >
      <input type="hidden" name="id" value={id} />
      <TextArea
        name="body"
        label={t('field.news.body')}
        help={t('field.news.bodyHelp')}
        rows={5}
        maxLength={4000}
        value={facts.body ?? ''}
      />
      <TextField name="onDate" type="date" label={t('field.news.onDate')} value={facts.onDate} />
      <SelectField
        name="locale"
        label={t('field.news.locale')}
        options={workingLanguages.map((value) => ({ value, label: language(value) }))}
        value={facts.locale}
      />
      <details className="form-field" open={(facts.figures ?? []).length > 0}>
        <summary className="tap">{t('field.news.figures')}</summary>
        <p className="source">{t('field.news.figuresHelp')}</p>
        {lines.map((line) => {
          const figure = facts.figures?.[line - 1]
          return (
            <fieldset key={line} className="figure-line">
              <legend>{t('field.news.figureLine', { line })}</legend>
              <TextField
                name={`figureLabel${line}`}
                label={t('field.news.figureLabel')}
                value={figure?.label ?? ''}
                maxLength={120}
                optional
              />
              <TextField
                name={`figureValue${line}`}
                label={t('field.news.figureValue')}
                value={figure?.value ?? ''}
                maxLength={30}
                inputMode="numeric"
                optional
              />
              <TextField
                name={`figureUnit${line}`}
                label={t('field.news.figureUnit')}
                value={figure?.unit ?? ''}
                maxLength={30}
                optional
              />
            </fieldset>
          )
        })}
      </details>
      {intent === 'add' ? <OnePhoto /> : null}
      <Choices
        name="wantsPublic"
        label={t('field.news.where')}
        many
        value={facts.wantsPublic ? 'yes' : null}
        options={[{ value: 'yes', label: t('field.news.wantsPublic'), help: t('field.news.wantsPublicHelp') }]}
      />
      <Submit>{t(intent === 'add' ? 'field.news.send' : 'field.news.save')}</Submit>
    </Form>
  )
}

function OnePhoto() {
  const { t } = useSite()
  return (
    <details className="form-field">
      <summary className="tap">{t('field.news.photo')}</summary>
      <FileField
        name="photo"
        label={t('paper.photos.file')}
        help={t('field.news.photoHelp')}
        accept="image/jpeg,image/png,image/webp"
        optional
      />
      <TextField
        name="description"
        label={t('paper.photos.description')}
        help={t('paper.photos.descriptionHelp')}
        optional
      />
      <TextField
        name="credit"
        label={t('paper.photos.creditField')}
        help={t('paper.photos.creditHelp')}
        maxLength={120}
        optional
      />
      <Choices
        name="consent"
        label={t('paper.photos.consent')}
        help={t('field.news.consentHelp')}
        value="notAsked"
        options={photoConsents.map((value) => ({ value, label: t(`paper.consent.${value}`) }))}
      />
    </details>
  )
}
