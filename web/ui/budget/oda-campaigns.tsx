import { useLocation } from 'react-router'
import { isMarker, type OdaCampaign, type OdaField, odaFields } from '../../../features/budgets/oda-form.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type CampaignsProps = {
  campaigns: readonly OdaCampaign[]
  kept: Readonly<Record<string, string | string[]>> | null
}

/** The campaigns known, and the form that adds one or corrects the one named in the address (`?edit=`). */
export function OdaCampaigns({ campaigns, kept }: CampaignsProps) {
  const { t, day } = useSite()
  const { pathname, search } = useLocation()
  const wanted = new URLSearchParams(search).get('edit')
  const edited = campaigns.find(({ year }) => String(year) === wanted) ?? null
  const verified = (on: string | null) =>
    on ? t('oda.campaigns.verified', { day: day(on) }) : t('oda.campaigns.toVerify')
  return (
    <>
      <table className="scan stack mt-6">
        <caption className="sr-only">{t('oda.campaigns.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('oda.campaigns.year')}</th>
            <th scope="col">{t('oda.campaigns.window')}</th>
            <th scope="col">{t('oda.campaigns.place')}</th>
            <th scope="col">{t('oda.campaigns.source')}</th>
          </tr>
        </thead>
        <tbody>
          {campaigns.map((campaign) => (
            <tr key={campaign.year}>
              <th scope="row">
                <a className="tap" href={`${pathname}?edit=${campaign.year}#edit`}>
                  {campaign.year}
                </a>
              </th>
              <td>{t('oda.years.dates', { from: day(campaign.opensOn), to: day(campaign.closesOn) })}</td>
              <td>{campaign.place}</td>
              <td>
                {campaign.source || t('oda.campaigns.sourceBefore')}
                <span className="source block">{verified(campaign.verifiedOn)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section aria-labelledby="edit" className="mt-12" key={edited?.year ?? 'new'}>
        <h2 id="edit">{edited ? t('oda.campaigns.edit', { year: String(edited.year) }) : t('oda.campaigns.add')}</h2>
        <Form intent="save" of={edited ? { deed: 'correct', year: String(edited.year) } : { deed: 'add' }} kept={kept}>
          <CampaignFields edited={edited} model={edited ?? campaigns[0] ?? null} />
          <Submit>{t('oda.campaigns.save')}</Submit>
        </Form>
        {edited ? (
          <p className="mt-3">
            <a className="tap" href={`${pathname}#edit`}>
              {t('oda.campaigns.addAnother')}
            </a>
          </p>
        ) : null}
      </section>
    </>
  )
}

// Columns as they stand in the form, then those that may be added.
function inOrder(campaign: OdaCampaign | null): OdaField[] {
  const placed = (campaign?.form.columns ?? []).map(({ field }) => field)
  return [...placed, ...odaFields.filter((field) => !placed.includes(field))]
}

// A new campaign begins with the place and the columns of the one before it.
function CampaignFields({ edited, model }: { edited: OdaCampaign | null; model: OdaCampaign | null }) {
  const { t } = useSite()
  // Folded away, but for a mistake in it.
  const isWrong =
    useFormState('save')?.problems.some(({ field }) => /^(position|fr|en|columns)/.test(field ?? '')) ?? false
  return (
    <>
      {edited ? null : (
        <TextField
          name="year"
          label={t('oda.campaigns.year')}
          help={t('oda.campaigns.yearHelp')}
          inputMode="numeric"
          maxLength={4}
        />
      )}
      <div className="field-pair">
        <TextField name="opensOn" type="date" label={t('oda.campaigns.opensOn')} value={edited?.opensOn ?? ''} />
        <TextField name="closesOn" type="date" label={t('oda.campaigns.closesOn')} value={edited?.closesOn ?? ''} />
      </div>
      <TextField name="place" label={t('oda.campaigns.place')} value={model?.place ?? ''} maxLength={200} />
      <TextField
        name="placeUrl"
        type="url"
        label={t('oda.campaigns.placeUrl')}
        value={model?.placeUrl ?? ''}
        optional
      />
      <TextField name="source" label={t('oda.campaigns.source')} value={edited?.source ?? ''} />
      <TextField
        name="verifiedOn"
        type="date"
        label={t('oda.campaigns.verifiedOn')}
        help={t('oda.campaigns.verifiedHelp')}
        value={edited?.verifiedOn ?? ''}
        optional
      />
      <details className="mt-8" open={isWrong}>
        <summary className="tap">{t('oda.campaigns.columns')}</summary>
        <p className="source measure">{t('oda.campaigns.columnsHelp')}</p>
        <TextField
          name="columnsVerifiedOn"
          type="date"
          label={t('oda.campaigns.columnsVerifiedOn')}
          help={t('oda.campaigns.verifiedHelp')}
          value={edited?.form.verifiedOn ?? ''}
          optional
        />
        {inOrder(model).map((field) => (
          <ColumnFields key={field} field={field} campaign={model} />
        ))}
      </details>
    </>
  )
}

function ColumnFields({ field, campaign }: { field: OdaField; campaign: OdaCampaign | null }) {
  const { t } = useSite()
  const columns = campaign?.form.columns ?? []
  const place = columns.findIndex((column) => column.field === field)
  const column = columns[place]
  return (
    <fieldset className="form-field">
      <legend>{isMarker(field) ? t(`project.marker.${field}`) : t(`oda.field.${field}`)}</legend>
      <div className="field-pair">
        <TextField
          name={`position-${field}`}
          label={t('oda.campaigns.position')}
          inputMode="numeric"
          maxLength={3}
          value={column ? String(place + 1) : ''}
          optional
        />
        <TextField
          name={`fr-${field}`}
          label={t('oda.campaigns.fr')}
          maxLength={200}
          value={column?.fr ?? ''}
          optional
        />
        <TextField
          name={`en-${field}`}
          label={t('oda.campaigns.en')}
          maxLength={200}
          value={column?.en ?? ''}
          optional
        />
      </div>
    </fieldset>
  )
}
