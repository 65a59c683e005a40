import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import { isAuthorityKind } from '../../../features/organisations/bodies.ts'
import type { LookAlike, PlaceMatch } from '../../../features/organisations/look-alikes.server.ts'
import { councilStatuses } from '../../../features/organisations/profile.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'
import { useKindLabel } from './kind-label.ts'

type CreateBodyProps = {
  said: { name: string; country: string; kind: string }
  found: { alike: readonly LookAlike[]; places: readonly PlaceMatch[] }
  kept: TypedValues | null
}

/** The second step: those known already first, then the button that creates another one. */
export function CreateBody({ said, found, kept }: CreateBodyProps) {
  const { t, locale, degrees } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  const exact = found.places[0]
  return (
    <>
      <p className="mt-4">
        <strong>{said.name}</strong>, {kindLabel(said.kind)}, {labels.country(said.country)}{' '}
        <a className="tap" href={workspacePath('newBody', locale, {}, { name: said.name, country: said.country })}>
          {t('joining.body.back')}
        </a>
      </p>
      <section aria-labelledby="alike" className="mt-8">
        <h2 id="alike">{t('joining.body.alikeTitle')}</h2>
        {found.alike.length === 0 ? <p className="mt-2">{t('joining.body.alikeNone')}</p> : null}
        <ul className="mt-2">
          {found.alike.map((other) => (
            <li key={other.key} className="border-b border-line py-2">
              <a className="tap" href={workspacePath('claim', locale, { organisation: other.key })}>
                {t('joining.body.join', { name: other.name })}
              </a>{' '}
              <span className="source">{kindLabel(other.tier)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="create" className="mt-10">
        <h2 id="create">{t('joining.body.createTitle')}</h2>
        <Form intent="create" kept={kept}>
          <input type="hidden" name="name" value={said.name} />
          <input type="hidden" name="country" value={said.country} />
          <input type="hidden" name="kind" value={said.kind} />
          {found.places.length > 0 ? (
            <SelectField
              name="place"
              label={t('joining.body.place')}
              help={t('joining.body.placeHelp')}
              value={exact && isAuthorityKind(said.kind) ? String(exact.id) : ''}
              empty={t('joining.body.placeNone')}
              options={found.places.map(({ id, name, lat, lon }) => ({
                value: String(id),
                label: t('joining.body.at', { name, lat: degrees(lat), lon: degrees(lon) }),
              }))}
              optional
            />
          ) : null}
          {isAuthorityKind(said.kind) ? (
            <SelectField
              name="council"
              label={t('joining.body.council')}
              value="unknown"
              options={councilStatuses.map((status) => ({ value: status, label: t(`joining.council.${status}`) }))}
            />
          ) : null}
          <TextField
            name="website"
            type="url"
            label={t('joining.body.website')}
            help={t('joining.body.websiteHelp')}
            optional
          />
          <TextField name="function" label={t('joining.body.function')} maxLength={120} optional />
          <Submit>{t('joining.body.submit', { name: said.name })}</Submit>
        </Form>
        <p className="source measure mt-4">{t('joining.body.review')}</p>
      </section>
    </>
  )
}
