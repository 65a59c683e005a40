import type { Place } from '../../../features/projects/places.server.ts'
import { placePrecisions } from '../../../features/projects/schema.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'

type PlaceFormProps = {
  territories: readonly { key: string; name: string; country: string }[]
  /** The place that is changed; a new one without it. */
  place?: Place
  kept: Readonly<Record<string, string | string[]>> | null
}

const said = (degrees: number | null | undefined) => (degrees === null || degrees === undefined ? '' : String(degrees))

/** Says where something happens, and how near the public may come. */
export function PlaceForm({ territories, place, kept }: PlaceFormProps) {
  const { t } = useSite()
  const labels = useLabels()
  return (
    <Form intent={place ? 'change' : 'add'} of={place ? { id: place.id } : {}} kept={kept}>
      <SelectField
        name="territory"
        label={t('project.places.territory')}
        help={t('project.places.territoryHelp')}
        options={territories.map(({ key, name, country }) => ({
          value: key,
          label: `${name} (${labels.country(country)})`,
        }))}
        value={place?.territory.key ?? null}
      />
      <Choices
        name="precision"
        label={t('project.places.precision')}
        help={t('project.places.precisionHelp')}
        options={placePrecisions.map((value) => ({
          value,
          label: t(`project.precision.${value}`),
          help: t(`project.precisionHelp.${value}`),
        }))}
        value={place?.precision ?? 'locality'}
      />
      <TextField
        name="name"
        label={t('project.places.name')}
        help={t('project.places.nameHelp')}
        value={place && place.lon !== null ? place.name : ''}
        maxLength={200}
        optional
      />
      <TextField
        name="lat"
        label={t('project.places.lat')}
        help={t('project.places.pointHelp')}
        value={said(place?.lat)}
        maxLength={20}
        optional
      />
      <TextField name="lon" label={t('project.places.lon')} value={said(place?.lon)} maxLength={20} optional />
      <Submit>{t(place ? 'project.places.save' : 'project.places.submit')}</Submit>
    </Form>
  )
}
