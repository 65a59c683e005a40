import { useContext } from 'react'
import type { FilledField } from '../../../features/partnerships/atlas-sheet.ts'
import { PageInfoContext } from '../page-info.ts'
import { useSite } from '../site.ts'

/** The fields of the ministry's sheet in its order, each with its text to be copied; with a script, at one touch. */
export function AtlasSheet({
  fields,
  script,
}: {
  fields: readonly Omit<FilledField, 'content'>[]
  script: string | null
}) {
  const { t, number } = useSite()
  const page = useContext(PageInfoContext)
  return (
    <>
      {fields.map(({ code, label, help, text, maxLength, tooLong }) => (
        <div key={code} className={tooLong ? 'form-field wrong' : 'form-field'}>
          <label htmlFor={`field-${code}`}>{label}</label>
          {help ? <p className="source">{help}</p> : null}
          {text === '' ? <p className="source">{t('paper.sheet.empty')}</p> : null}
          {maxLength !== null ? (
            <p className={tooLong ? 'problem' : 'source'}>
              {t(tooLong ? 'paper.sheet.tooLong' : 'paper.sheet.length', {
                length: number([...text].length),
                most: number(maxLength),
              })}
            </p>
          ) : null}
          <textarea
            id={`field-${code}`}
            className="field"
            readOnly
            rows={Math.min(8, Math.max(1, text.split('\n').length, Math.ceil(text.length / 70)))}
            defaultValue={text}
          />
          <button
            type="button"
            className="button quiet mt-2"
            hidden
            data-copy={`field-${code}`}
            data-copied={t('paper.sheet.copied')}
            aria-label={t('paper.sheet.copyOf', { label })}
          >
            {t('paper.sheet.copy')}
          </button>
        </div>
      ))}
      <p role="status" className="sr-only" data-copy-status />
      {script && page ? <script type="module" nonce={page.nonce} src={script} /> : null}
    </>
  )
}
