import { authorityKinds } from '../../../features/organisations/bodies.ts'
import { bodyKinds } from '../../../features/organisations/schema.ts'
import { useSite } from '../site.ts'
import { useKindLabel } from './kind-label.ts'

type BodyFactsProps = {
  said: { name: string; country: string; kind: string }
  countries: readonly (readonly [string, string])[]
  isIncomplete: boolean
}

/** The first step: the name, the country and the kind, in the address of the page, so that going back keeps them. */
export function BodyFacts({ said, countries, isIncomplete }: BodyFactsProps) {
  const { t } = useSite()
  const kindLabel = useKindLabel()
  const missing = isIncomplete ? (
    <p className="problems" role="alert">
      {t(said.name.length < 2 ? 'errors.body_name' : said.country ? 'errors.body_kind' : 'errors.body_country')}
    </p>
  ) : null
  const options = (kinds: readonly string[]) =>
    kinds.map((kind) => (
      <option key={kind} value={kind}>
        {kindLabel(kind)}
      </option>
    ))
  return (
    <form method="get" className="form mt-6">
      {missing}
      <div className="form-field">
        <label htmlFor="body-name">{t('joining.body.name')}</label>
        <p className="source" id="body-name-help">
          {t('joining.body.nameHelp')}
        </p>
        <input
          id="body-name"
          name="name"
          className="field"
          defaultValue={said.name}
          maxLength={200}
          required
          aria-describedby="body-name-help"
        />
      </div>
      <div className="form-field">
        <label htmlFor="body-country">{t('joining.body.country')}</label>
        <select id="body-country" name="country" className="field" defaultValue={said.country} required>
          <option value="">{t('joining.body.countryEmpty')}</option>
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="form-field">
        <label htmlFor="body-kind">{t('joining.body.kind')}</label>
        <select id="body-kind" name="kind" className="field" defaultValue={said.kind} required>
          <option value="">{t('joining.body.kindEmpty')}</option>
          <optgroup label={t('joining.body.authorities')}>{options(authorityKinds)}</optgroup>
          <optgroup label={t('joining.body.bodies')}>{options(bodyKinds)}</optgroup>
        </select>
      </div>
      <p className="mt-6">
        <button type="submit" className="button">
          {t('joining.body.next')}
        </button>
      </p>
    </form>
  )
}
